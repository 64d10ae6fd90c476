import { describe, expect, it } from 'vitest';
import { layOutNotes, withoutMoreOfAKind } from '../../../src/commands/shared/remarks.ts';

const times = (count: number, remark: (i: number) => string) => Array.from({ length: count }, (_, i) => remark(i));

describe('remarks', () => {
  it('are left as they are where each kind has ten at most', () => {
    const remarks = [...times(10, (i) => `plan.json: a.b[${i}] cannot be read: its values are missing.`), 'Judged by the snapshot.'];
    expect(withoutMoreOfAKind(remarks)).toEqual(remarks);
  });

  it.each([
    ['by an address', (i: number) => `plan.json: module.a["x ${i}"].b cannot be read: its values are missing.`],
    ['by a line', (i: number) => `a.yaml: The key "k${i}" stands twice, the second time in line ${i}.`],
    ['by a file', (i: number) => `deploy/${i}.yaml: It chooses no instance type: there is nothing to check in it.`],
  ])('of which very many differ only %s are counted from the eleventh on', (_what, remark) => {
    const all = times(5000, remark);
    expect(withoutMoreOfAKind([...all, 'Another one.'])).toEqual([...all.slice(0, 10), 'There are 4990 more remarks like the last one.', 'Another one.']);
  });

  it('that are the same stand once', () => expect(withoutMoreOfAKind(['a', 'b', 'a'])).toEqual(['a', 'b']));
});

describe('notes', () => {
  const legend = { aside: 'Legend: ? not known.' };

  it('have a line each in a pipe, in their order', () => {
    expect(layOutNotes([legend, 'Five rows are left out.', legend], undefined)).toEqual(['Legend: ? not known.', 'Five rows are left out.']);
  });

  it('run on and break at words on a terminal, what matters first', () => {
    expect(layOutNotes([legend, 'Five rows are left out.'], 30)).toEqual(['Five rows are left out.\nLegend: ? not known.']);
    expect(layOutNotes([legend, 'Five rows are left out.'], 100)).toEqual(['Five rows are left out. Legend: ? not known.']);
    expect(layOutNotes([], 100)).toEqual([]);
  });

  it('leave out asides that two lines have no room for, and take the next that fits', () => {
    const long = { aside: 'This is a catalog of some years ago, as everybody knows.' };
    expect(layOutNotes([long, legend, 'Five rows are left out.'], 30)).toEqual(['Five rows are left out.\nLegend: ? not known.']);
  });

  it('that matter are never left out: each begins a line', () => {
    const matter = ['Five rows are left out.', 'Their prices are not known to anybody.', 'Three columns have no room.'];
    expect(layOutNotes([legend, ...matter], 30)).toEqual(['Five rows are left out.', 'Their prices are not known to\nanybody.', 'Three columns have no room.']);
  });
});
