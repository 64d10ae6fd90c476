import { describe, expect, it } from 'vitest';
import { isBeforeCipu, seriesOf } from '../../../src/model/names/series.ts';

describe('seriesOf', () => {
  it.each([
    ['ecs.g6', 'g', 6],
    ['ecs.g8i', 'g', 8],
    ['ecs.g10', 'g', 10],
    ['ecs.c12ae', 'c', 12],
    ['ecs.u1', 'u', 1],
    ['ecs.d3s', 'd', 3],
    ['ecs.i4g', 'i', 4],
    ['ecs.hfg7', 'hfg', 7],
    ['ecs.sn1ne', 'sn', 1],
    ['ecs.gn6i', 'gn', 6],
    ['ecs.vgn6i-vws', 'vgn', 6],
    ['ecs.gn8v-tee', 'gn', 8],
    ['ecs.ebmg5s', 'g', 5],
    ['ecs.ebmhfr7', 'hfr', 7],
    ['ecs.ebmgn7ex', 'gn', 7],
    ['ecs.sccg7', 'g', 7],
    ['ecs.scch5s', 'h', 5],
    ['ecs.sccgn6', 'gn', 6],
  ])('%s is %s, %i', (family, series, generation) => {
    expect(seriesOf(family)).toEqual({ series, generation });
  });

  it.each(['ecs.e', 'ecs.video-trans', 'g6', 'ecs.', '', 'ecs.6g', 'rds.g6'])('%j has no series', (family) => {
    expect(seriesOf(family)).toBeUndefined();
  });
});

describe('isBeforeCipu', () => {
  it.each(['g1', 'g5', 'g6', 'g6e', 'c6a', 'r6se', 't5', 't6', 's6', 'n4', 'mn4', 'xn4', 'sn1', 'sn2ne', 'se1', 'ic5', 'cm4', 'ce4', 're6', 'hfc6'])(
    '%s was sold before',
    (family) => expect(isBeforeCipu(`ecs.${family}`)).toBe(true),
  );

  it.each(['gn6v', 'vgn6i', 'ga1', 'i2', 'i2g', 'd2s', 'ebmg5s', 'ebmhfg6', 'ebmgn6v', 'scch5', 'sccg5', 'sccgn6'])('%s was sold before', (family) =>
    expect(isBeforeCipu(`ecs.${family}`)).toBe(true),
  );

  it.each(['g7', 'g7se', 'c7re', 'r8i', 'g9i', 'g10', 'g16', 'g61', 'c10a', 'gn7r', 'gn10', 'ebmg7', 'ebmgn8v', 'sccg7', 'sccgn7ex', 'sccc7'])(
    '%s was not',
    (family) => expect(isBeforeCipu(`ecs.${family}`)).toBe(false),
  );

  it.each(['u1', 'u2i', 'e', 'd3s', 'd3c', 'i3', 'i4g', 'i5', 'hpc7ip', 'video-trans', 'zz4', 'constructor1', ''])('%s says nothing', (family) =>
    expect(isBeforeCipu(`ecs.${family}`)).toBe(false),
  );
});
