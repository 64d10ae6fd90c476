/** The exit code comes from what happened, never from the format of the output. */
import { describe, expect, it } from 'vitest';
import { credential, type LiveOptions, runOnce, smallCloud } from '../helpers/live.ts';
import { runCipu } from '../helpers/run.ts';

const formats = ['table', 'wide', 'json', 'jsonl', 'csv', 'tsv', 'markdown', 'yaml', 'names'];
const throttle = { kind: 'throttle', retryAfterMs: 1, times: Number.POSITIVE_INFINITY } as const;

const offline: readonly { readonly code: number; readonly args: readonly string[] }[] = [
  { code: 0, args: ['families', 'g8i'] },
  { code: 0, args: ['types', '--vcpus', '99999..'] },
  { code: 1, args: ['types', '--vcpus', '99999..', '--fail-empty'] },
  { code: 2, args: ['families', 'g8x'] },
];

const live: readonly { readonly code: number; readonly args: readonly string[]; readonly options: LiveOptions }[] = [
  { code: 0, args: ['families'], options: { server: smallCloud() } },
  { code: 2, args: ['families', '--region', 'cn-hangzou'], options: { server: smallCloud() } },
  // A region that answers with nothing is no complete answer.
  { code: 3, args: ['families'], options: { server: { ...smallCloud(), regionFamilies: { 'cn-hangzhou': [] } } } },
  { code: 4, args: ['families'], options: { server: { ...smallCloud(), credentials: [{ ...credential, deny: ['ecs:DescribeInstanceTypes'] }] } } },
  { code: 5, args: ['types'], options: { server: { ...smallCloud(), faults: [throttle] } } },
];

describe('with every format', () => {
  it.each(offline)('code $code for $args --offline', async ({ code, args }) => {
    const codes = await Promise.all(formats.map(async (format) => [format, (await runCipu([...args, '--offline', '-o', format])).code]));
    expect(Object.fromEntries(codes)).toEqual(Object.fromEntries(formats.map((format) => [format, code])));
  });

  it.each(live)('code $code for $args --live', async ({ code, args, options }) => {
    const codes: Record<string, number | null> = {};
    // The rest of the formats differ in the renderer only, which the embedded catalog has shown.
    for (const format of ['table', 'json', 'csv', 'names']) {
      const { result } = await runOnce([...args, '--live', '-o', format], options);
      codes[format] = result.code;
      if (code > 3) expect(result.stdout, format).toBe('');
    }
    expect(codes).toEqual({ table: code, json: code, csv: code, names: code });
  });
});
