/** The exit code comes from what happened, never from the format of the output. */
import { describe, expect, it } from 'vitest';
import { credential, type LiveOptions, runOnce, smallCloud } from '../helpers/live.ts';

const formats = ['table', 'wide', 'json', 'jsonl', 'csv', 'tsv', 'markdown', 'yaml', 'names'];
const throttle = { kind: 'throttle', retryAfterMs: 1, times: Number.POSITIVE_INFINITY } as const;

const outcomes: readonly { readonly code: number; readonly args: readonly string[]; readonly options: LiveOptions }[] = [
  { code: 0, args: ['families'], options: { server: smallCloud() } },
  { code: 0, args: ['types', '--vcpus', '99999..'], options: { server: smallCloud() } },
  { code: 1, args: ['types', '--vcpus', '99999..', '--fail-empty'], options: { server: smallCloud() } },
  { code: 2, args: ['families', '--region', 'cn-hangzou'], options: { server: smallCloud() } },
  { code: 2, args: ['families', 'g8x'], options: { server: smallCloud() } },
  { code: 4, args: ['families'], options: { server: { ...smallCloud(), credentials: [{ ...credential, deny: ['ecs:DescribeInstanceTypes'] }] } } },
  { code: 5, args: ['families'], options: { server: { ...smallCloud(), faults: [throttle] } } },
  { code: 5, args: ['types'], options: { server: { faults: [{ kind: 'repeatToken' }] } } },
];

describe.concurrent.each(outcomes)('code $code for $args', ({ code, args, options }) => {
  it('with every format', async () => {
    const codes: Record<string, number | null> = {};
    for (const format of formats) {
      const { result } = await runOnce([...args, '--live', '-o', format], options);
      codes[format] = result.code;
      if (code > 1) expect(result.stdout, format).toBe('');
    }
    expect(codes).toEqual(Object.fromEntries(formats.map((format) => [format, code])));
  });
});
