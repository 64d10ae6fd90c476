import { describe, expect, it } from 'vitest';
import { withoutMoreOfAKind } from '../../../src/commands/shared/remarks.ts';

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
