import { describe, expect, it } from 'vitest';
import { type Candidate, candidatesOf, closestTo, distance } from '../../../src/model/catalog/candidate.ts';
import { documentedCatalog, documentedEntry, documentedFamily, documentedType, liveCatalog, type TypeReply } from '../../helpers/small-catalog.ts';

/** A type of four vCPUs and 16 GiB, and what a test adds. */
const reply = (id: string, fields: object = {}): TypeReply => ({
  CpuCoreCount: 4,
  MemorySize: 16,
  CpuArchitecture: 'X86',
  InstanceCategory: 'General-purpose',
  GPUAmount: 0,
  ...fields,
  InstanceTypeId: id,
  InstanceTypeFamily: id.replace(/\.[^.]*$/, ''),
});

/** Candidates by their replies, with the report on the first. */
function candidates(...replies: readonly TypeReply[]): readonly [Candidate, ...Candidate[]] {
  const families = [...new Set(replies.map(({ InstanceTypeFamily }) => String(InstanceTypeFamily)))];
  const all = candidatesOf(liveCatalog(families, replies).families);
  const [first, ...rest] = replies.flatMap(({ InstanceTypeId }) => all.find(({ type }) => type.id === InstanceTypeId) ?? []);
  if (!first) throw new Error('no candidates');
  return [first, ...rest];
}

describe('candidatesOf', () => {
  const types = (id: string) => [documentedType(`${id}.large`)];
  const retired = { international: false, china: false };
  const [sold, old] = [
    documentedEntry(documentedFamily('ecs.g8i'), types('ecs.g8i')),
    documentedEntry(documentedFamily('ecs.g1', { sold: retired }), types('ecs.g1')),
  ];
  const idsOf = (families: Parameters<typeof candidatesOf>[0]) => candidatesOf(families).map(({ entry, type, report }) => [entry.id, type.id, report.type]);

  it('leaves out what is documented as retired', () => {
    expect(idsOf(documentedCatalog(sold, old).families)).toEqual([['ecs.g8i', 'ecs.g8i.large', 'ecs.g8i.large']]);
  });

  it('keeps what a region still offers, and what no document knows', () => {
    const live = liveCatalog(['ecs.g1', 'ecs.new1'], [reply('ecs.g1.large'), reply('ecs.new1.large')], [old]);
    expect(idsOf(live.families).map(([family]) => family)).toEqual(['ecs.g1', 'ecs.new1']);
  });
});

describe('distance', () => {
  const between = (before: object, after: object, id = 'ecs.g8i.large') => {
    const [from, to] = candidates(reply('ecs.g7.large', before), reply(id, after));
    return to && distance(from.report, to.report);
  };

  it.each<[string, object, object, number]>([
    ['alike', {}, {}, 0],
    ['twice the vCPUs', {}, { CpuCoreCount: 8 }, 1],
    ['half the vCPUs counts three times as much', {}, { CpuCoreCount: 2 }, 3],
    ['twice the memory', {}, { MemorySize: 32 }, 1],
    ['twice the GPUs', { GPUAmount: 1 }, { GPUAmount: 2 }, 1],
    ['larger in all', {}, { CpuCoreCount: 8, MemorySize: 32 }, 2],
    ['another category', {}, { InstanceCategory: 'Enhanced' }, 0.25],
    ['GPUs of which only one side is counted', { GPUAmount: undefined, GPUSpec: 'NVIDIA T4' }, { GPUAmount: 1 }, 0],
    ['another architecture', {}, { CpuArchitecture: 'ARM' }, Number.POSITIVE_INFINITY],
    ['an architecture that is not known', {}, { CpuArchitecture: undefined }, Number.POSITIVE_INFINITY],
    ['GPUs on one side', {}, { GPUAmount: 1 }, Number.POSITIVE_INFINITY],
    ['GPUs on the other side', { GPUAmount: 1 }, {}, Number.POSITIVE_INFINITY],
    ['a size that is not known', {}, { CpuCoreCount: undefined }, Number.POSITIVE_INFINITY],
    ['a size that is not known before', { MemorySize: undefined }, {}, Number.POSITIVE_INFINITY],
    ['a size of nothing', {}, { MemorySize: 0 }, Number.POSITIVE_INFINITY],
  ])('%s', (_, before, after, expected) => expect(between(before, after)).toBe(expected));

  it('grows with another series', () => expect(between({}, {}, 'ecs.c8i.large')).toBe(0.5));
});

describe('closestTo', () => {
  const all = candidates(
    reply('ecs.g7.xlarge'),
    reply('ecs.g8i.xlarge'),
    reply('ecs.g9i.xlarge'),
    reply('ecs.g10.xlarge'),
    reply('ecs.g9i.2xlarge', { CpuCoreCount: 8, MemorySize: 32 }),
    reply('ecs.g8y.xlarge', { CpuArchitecture: 'ARM' }),
  );
  const [{ report }] = all;
  const closest = (passes: (id: string) => boolean) => closestTo(report, all, ({ type }) => passes(type.id))?.type.id;

  it('is the newest by name of those that are equally like it, and never the type itself', () => expect(closest(() => true)).toBe('ecs.g10.xlarge'));

  it.each([
    ['the nearest that passes', (id: string) => id.startsWith('ecs.g9i'), 'ecs.g9i.xlarge'],
    ['one further away where no nearer one passes', (id: string) => id.endsWith('2xlarge'), 'ecs.g9i.2xlarge'],
    ['none that cannot stand in', (id: string) => id === 'ecs.g8y.xlarge', undefined],
    ['none where none passes', () => false, undefined],
  ])('is %s', (_, passes, expected) => expect(closest(passes)).toBe(expected));
});
