import { describe, expect, it } from 'vitest';
import { type Term, typesToChoose } from '../../../src/model/policy/choice.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';

const catalog = openEmbeddedCatalog();
const g8i: Term = { property: 'family', operator: 'in', values: ['ecs.g8i'] };

describe('types that a service may choose', () => {
  it.each<[terms: Term[], certain: string[]]>([
    [[{ property: 'type', operator: 'in', values: ['ecs.g8i.large', 'ecs.nosuch.large'] }], ['ecs.g8i.large']],
    [
      [g8i, { property: 'vcpus', operator: 'at most', values: [4] }],
      ['ecs.g8i.large', 'ecs.g8i.xlarge'],
    ],
    [[g8i, { property: 'vcpus', operator: 'below', values: [4] }], ['ecs.g8i.large']],
    [[g8i, { property: 'vcpus', operator: 'above', values: [96] }], ['ecs.g8i.48xlarge']],
    [[g8i, { property: 'memoryGiB', operator: 'at least', values: [1024] }], ['ecs.g8i.48xlarge']],
    [[g8i, { property: 'size', operator: 'not in', values: ['*xlarge'] }], ['ecs.g8i.large']],
    [[g8i, { property: 'architecture', operator: 'in', values: ['arm'] }], []],
  ])('%j', (terms, certain) => {
    expect(typesToChoose({ terms }, catalog)).toEqual({ certain, possible: [] });
  });

  it('are only possible where something else narrows the choice', () => {
    const { certain, possible } = typesToChoose({ terms: [g8i], besides: 'max_price' }, catalog);
    expect(certain).toEqual([]);
    expect(possible).toContain('ecs.g8i.large');
  });

  it.each<Term['operator']>(['above', 'at most'])('are only possible where the figure asked for is not known: GPUs %s 0', (operator) => {
    const terms: Term[] = [
      { property: 'family', operator: 'in', values: ['ecs.video-trans', 'ecs.g8i'] },
      { property: 'size', operator: 'in', values: ['26xhevc'] },
      { property: 'gpus', operator, values: [0] },
    ];
    expect(typesToChoose({ terms }, catalog)).toEqual({ certain: [], possible: ['ecs.video-trans.26xhevc'] });
  });

  it('are none of a retired family', () => {
    expect(typesToChoose({ terms: [{ property: 'family', operator: 'in', values: ['ecs.c7re'] }] }, catalog)).toEqual({ certain: [], possible: [] });
  });
});
