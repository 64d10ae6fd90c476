import { describe, expect, it } from 'vitest';
import { finish, type Manner, missingFrom, type Result, type StreamedResult } from '../../../src/commands/shared/result.ts';
import type { CatalogSource } from '../../../src/model/catalog/catalog.ts';
import { fakeContext } from '../../helpers/fake-context.ts';

const everything: Result = { output: 'rows\n', notes: ['A note.', 'b\u001b'], warnings: ['A gap.', 'c\u001b'], summary: 'Did it.' };

async function finished(result: Result | StreamedResult, quiet = false) {
  const { context, written } = fakeContext();
  return { code: await finish(result, { quiet }, context), ...written };
}

describe('the ending of a command', () => {
  it('writes the output, the remarks, the warnings and what was done, in this order and safe for a terminal', async () => {
    const err = 'A note.\nb\\u001b\nwarning: A gap.\nwarning: c\\u001b\nDid it.\n';
    expect(await finished(everything)).toEqual({ code: 0, out: 'rows\n', err });
  });

  it('leaves all but the warnings out under --quiet', async () => {
    expect(await finished(everything, true)).toEqual({ code: 0, out: 'rows\n', err: 'warning: A gap.\nwarning: c\\u001b\n' });
  });

  it('closes a list on a terminal with its sum, unless it is to be quiet', async () => {
    const ended = async (quiet: boolean, width?: number) => {
      const { context, written } = fakeContext({}, width);
      await finish({ output: 'rows\n', sum: 'Two rows, one of them on CIPU.' }, { quiet }, context);
      return written.out;
    };
    expect(await ended(false, 20)).toBe('rows\n\nTwo rows, one of\nthem on CIPU.\n');
    expect(await ended(true, 20)).toBe('rows\n');
    expect(await ended(false)).toBe('rows\n');
  });

  it.each<[Manner['pager'], readonly unknown[]]>([
    [true, ['a', undefined]],
    ['more', ['a', 'more']],
    [false, []],
    [undefined, []],
  ])('shows the output in a pager where there is one: %s', async (pager, asked) => {
    const shown: unknown[] = [];
    const { context, written } = fakeContext({}, 80);
    const page = async (...args: readonly unknown[]) => void shown.push(...args);
    expect(
      await finish(
        { output: 'a', outcome: 'fail' },
        { quiet: false, ...(pager !== undefined && { pager }) },
        { ...context, stdout: { ...context.stdout, page } },
      ),
    ).toBe(1);
    expect(shown).toEqual(asked);
    expect(written.out).toBe(asked.length > 0 ? '' : 'a');
  });

  it.each<[Partial<Result>, number]>([
    [{ outcome: 'unknown' }, 3],
    [{ forbidden: true }, 1],
    [{ outcome: 'fail' }, 1],
    [{ failure: 'denied' }, 4],
    [{ failure: 'failed' }, 5],
  ])('has a code by the exit rule: %j is %d', async (facts, code) => {
    expect(await finished({ output: '', ...facts })).toEqual({ code, out: '', err: '' });
  });

  it('writes a stream part by part, and what else there is when it has come', async () => {
    async function* stream(): StreamedResult {
      yield 'a\n';
      yield 'b\n';
      return { notes: ['Two.'], outcome: 'unknown' };
    }
    expect(await finished(stream())).toEqual({ code: 3, out: 'a\nb\n', err: 'Two.\n' });
  });

  it('ends the line that shows the progress before it writes, and when there is nothing to write', async () => {
    const order: string[] = [];
    const output = (name: string) => ({
      ...fakeContext().context.stdout,
      write: (text: string) => void order.push(text),
      progress: () => void order.push(name),
    });
    const streams = { stdout: output('out'), stderr: output('end') };
    async function* stream(...parts: readonly string[]): StreamedResult {
      yield* parts;
      return {};
    }
    await finish({ output: 'a' }, { quiet: true }, streams);
    await finish(stream('b', 'c'), { quiet: true }, streams);
    await finish(stream(), { quiet: true }, streams);
    expect(order).toEqual(['end', 'a', 'end', 'b', 'end', 'c', 'end', 'end']);
  });
});

describe('what is missing', () => {
  const source: CatalogSource = { type: 'live', asOf: '2026-01-01T00:00:00Z', regions: [], complete: true };

  it('is nothing where all is there; the oddities of stock leave nothing open', () => {
    expect(missingFrom(source)).toEqual({ warnings: [], outcome: 'pass' });
    const stock = { charge: 'postpaid', asOf: source.asOf, zones: [], statusOf: () => 'unknown', warnings: ['Odd.'] } as never;
    expect(missingFrom(source, { stock })).toEqual({ warnings: ['Odd.'], outcome: 'pass' });
  });

  it.each<[CatalogSource, readonly string[], readonly string[]]>([
    [{ ...source, complete: false, gaps: ['a'] }, [], ['a']],
    [{ ...source, complete: false }, [], []],
    [source, ['b'], ['b']],
    [{ ...source, complete: false, gaps: ['a'] }, ['b'], ['a', 'b']],
  ])('leaves the answer open: %j and %j', (from, gaps, warnings) => {
    expect(missingFrom(from, { gaps })).toEqual({ warnings, outcome: 'unknown' });
    expect(missingFrom([source, from], { gaps })).toEqual({ warnings, outcome: 'unknown' });
  });
});
