/** Rows that are written as pages come. */
import { describe, expect, it } from 'vitest';
import { ServiceError } from '../../../src/errors.ts';
import { observed, pageOf, runInstances } from '../../helpers/fake-fleet.ts';
import { linesOf } from '../../helpers/outcome.ts';

const pageSize = 3;
const pages = Array.from({ length: 4 }, (_, page) =>
  pageOf(Array.from({ length: pageSize }, (_, i) => observed(`i-${page * pageSize + i}`, i === 0 ? 'ecs.g8i.large' : 'ecs.g7.large'))),
);
const streaming = ['jsonl', 'csv', 'tsv', 'names'] as const;
const headerLines = { jsonl: 0, csv: 1, tsv: 1, names: 0 } as const;

describe.each(streaming)('-o %s', (format) => {
  const header = headerLines[format];

  it('writes each page before the next one is asked for, under one header', async () => {
    const before: number[] = [];
    const { out, code, closed } = await runInstances(['-o', format], pages, {
      beforePage: (_, written) => before.push(linesOf(written).length),
    });
    expect(before).toEqual([0, 3 + header, 6 + header, 9 + header]);
    expect(linesOf(out)).toHaveLength(12 + header);
    expect(new Set(linesOf(out)).size).toBe(12 + header);
    expect({ code, closed }).toEqual({ code: 0, closed: true });
  });

  it('writes the very text of a list that is collected', async () => {
    const [streamed, sorted] = await Promise.all([runInstances(['-o', format], pages), runInstances(['-o', format, '--sort', 'instance'], pages)]);
    expect(streamed.out).toBe(sorted.out);
    expect([streamed.writes, sorted.writes]).toEqual([4, 1]);
  });

  it('has no header on request', async () => {
    expect(linesOf((await runInstances(['-o', format, '--no-header'], pages)).out)).toHaveLength(12);
  });

  it('stops asking at --limit, within a page or at its end, and says so', async () => {
    for (const [limit, pagesRead] of [
      [1, 1],
      [3, 1],
      [4, 2],
    ] as const) {
      const run = await runInstances(['-o', format, '--limit', String(limit)], pages);
      expect(linesOf(run.out)).toHaveLength(limit + header);
      expect(run).toMatchObject({ pagesRead, closed: true, code: 0 });
      expect(run.err).toContain(`Stopped after ${limit} ${limit === 1 ? 'row' : 'rows'} (--limit): there may be more.\n${limit} instance`);
    }
  });

  it('counts only what passes the filters for --limit', async () => {
    const run = await runInstances(['-o', format, '--cipu', 'yes', '--limit', '2'], pages);
    expect(linesOf(run.out)).toHaveLength(2 + header);
    expect(run).toMatchObject({ pagesRead: 2, closed: true });
  });

  it('ends quietly when the reader goes away, and asks for no more pages', async () => {
    expect(await runInstances(['-o', format], pages, { readsOnly: 1 })).toMatchObject({ pagesRead: 1, closed: true, code: 0, err: '' });
  });

  it('keeps what was written when a later page fails', async () => {
    const run = await runInstances(['-o', format], pages, {
      beforePage(index) {
        if (index === 2) throw new ServiceError('The API does not answer.');
      },
    });
    expect(linesOf(run.out)).toHaveLength(6 + header);
    expect(run).toMatchObject({ code: 5, closed: true, err: 'error: The API does not answer.\n' });
  });
});

describe('what needs all rows', () => {
  it.each(['table', 'json', 'yaml', 'markdown'])('-o %s is written once', async (format) => {
    expect(await runInstances(['-o', format], pages)).toMatchObject({ writes: 1, pagesRead: 4 });
  });

  it('--limit stops it, too, unless all rows must be sorted first', async () => {
    expect(await runInstances(['--limit', '2'], pages)).toMatchObject({ pagesRead: 1, closed: true });
    const sorted = await runInstances(['-o', 'names', '--sort', 'instance:desc', '--limit', '2'], pages);
    expect(sorted).toMatchObject({ out: 'i-11\ni-10\n', pagesRead: 4 });
    expect(sorted.err).toContain('Showing 2 of 12 rows (--limit).');
  });

  it('--query is about the whole document', async () => {
    expect((await runInstances(['-o', 'jsonl', '--query', 'length(instances)'], pages)).out).toBe('12\n');
  });
});

describe('progress', () => {
  it('counts the instances, and is taken away before rows and at the end', async () => {
    const { progress } = await runInstances(['-o', 'names'], pages.slice(0, 2));
    expect(progress).toEqual(['3 instances read', undefined, '6 instances read', undefined, undefined]);
  });

  it('is not shown under --quiet', async () => {
    expect((await runInstances(['-o', 'names', '--quiet'], pages)).progress.filter(Boolean)).toEqual([]);
  });
});
