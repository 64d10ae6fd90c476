import { describe, expect, it } from 'vitest';
import { replacementsFor } from '../../../src/index.ts';
import type { Replacement } from '../../../src/model/replace/replacement.ts';
import { replacementColumns } from '../../../src/render/columns/replacements.ts';
import { type Format, renderers } from '../../../src/render/formats/renderers.ts';
import type { List } from '../../../src/render/list.ts';
import { style } from '../../helpers/list.ts';

const best = (name: string, count: number) => (replacementsFor(name)?.rows ?? []).slice(0, count);
const listOf = (rows: readonly Replacement[]): List<Replacement> => ({
  kind: 'replacements',
  head: {},
  rows,
  columns: replacementColumns,
  name: ({ type }) => type,
});
const render = async (rows: readonly Replacement[], format: Format, width?: number) => renderers[format](listOf(rows), style(width));

describe('the table of replacements', () => {
  it('wraps what breaks', async () => {
    const { text, notes } = await render([...best('i2.xlarge', 1), ...best('c6.large', 1)], 'table', 120);
    expect(text).toMatchInlineSnapshot(`
      "Replaces       Type           Score  vCPU  Memory GiB  CIPU  eRDMA  NVMe  What breaks
      ecs.i2.xlarge  ecs.i5.xlarge   0.87     4          32  yes   yes    ?     breaks: local disks lost; check: NVMe not
                                                                                known, disk categories not documented: SSD;
                                                                                Ultra
      ecs.c6.large   ecs.c9a.large   0.92     2           4  yes   no     yes   check: image must support NVMe, disk
                                                                                categories not documented: SSD; Ultra
      "
    `);
    expect(notes).toEqual([{ aside: 'Legend: ? not known.' }]);
  });

  it('fits 80 columns, leaves out what there is no room for, and says so', async () => {
    const { text, notes } = await render([...best('i2.xlarge', 1), ...best('c6.large', 1)], 'table', 80);
    expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
    expect(text).toContain('What breaks');
    expect(notes.at(-1)).toMatch(/^80 columns leave no room for .*Memory GiB/);
  });

  it('is one line a replacement in a pipe', async () => {
    const { text } = await render(best('i2.xlarge', 3), 'table');
    expect(text.trimEnd().split('\n')).toHaveLength(4);
    expect(text).toContain('breaks: local disks lost; check: NVMe not known, disk categories not documented: SSD; Ultra');
  });

  it('has a column for each change and the parts of the score in CSV', async () => {
    const { text } = await render(best('c6.large', 1), 'csv');
    expect(text.split('\n')[0]).toBe(
      'replaces,instance,type,family,score,known,vcpus,memoryGiB,cipu,erdma,nvme,zones,price,currency,breaks,gained,lost,unknown,parts',
    );
  });
});
