/** A server that fails: what passes is waited for, what does not is one clear error, and neither takes for ever. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Fault, FaultRule } from '../helpers/ecs/faults.ts';
import { credential, environmentOf, type LiveOptions, runLive, runOnce, smallCloud } from '../helpers/live.ts';
import { expectError, linesOf, outputOf } from '../helpers/outcome.ts';
import { runCipu } from '../helpers/run.ts';

const list = ['families', '--live', '-o', 'names'];
const forEver = Number.POSITIVE_INFINITY;
const listFamilies = { action: 'DescribeInstanceTypeFamilies' } as const;
const listTypes = { action: 'DescribeInstanceTypes' } as const;
/** Gives up before a wait that would end later: for runs whose failure matters, not how often it was tried. */
const soon = ['--timeout', '12s'];
const withFaults = (...faults: readonly FaultRule[]): LiveOptions => ({ server: { ...smallCloud(), faults } });
/** All retries and their waits, and some room for a busy machine. */
const boundMs = 20_000;

describe('a failure that stays', () => {
  const unreadable = { message: 'DescribeInstanceTypeFamilies in cn-hangzhou: the reply is not what the API sends.', hint: /^is there a proxy between\?/ };
  const silent = { message: 'DescribeInstanceTypeFamilies in cn-hangzhou: no answer from the API (ECONNRESET).', hint: /^check the network and the endpoint/ };

  it.each([
    { name: 'an HTML page', fault: { kind: 'html' } as const, ...unreadable },
    { name: 'a truncated body', fault: { kind: 'truncated' } as const, ...silent },
    { name: 'a reset', fault: { kind: 'reset' } as const, ...silent },
    {
      name: 'a throttle',
      fault: { kind: 'throttle', retryAfterMs: 5 } as const,
      message: 'DescribeInstanceTypeFamilies in cn-hangzhou failed: Throttling.User, HTTP status 400.',
      hint: /^try again later/,
    },
    {
      name: 'an internal error',
      fault: { kind: 'error', status: 500, code: 'InternalError', message: 'no' } as const,
      message: 'DescribeInstanceTypeFamilies in cn-hangzhou failed: InternalError, HTTP status 500.',
      hint: /^try again later/,
    },
  ])('$name is told after several attempts, with code 5', async ({ fault, message, hint }) => {
    const result = await runLive([...list, ...soon], withFaults({ ...fault, ...listFamilies, times: forEver }));
    expectError(result, { code: 5, message, hint });
    const attempts = result.requests.filter(({ action }) => action === 'DescribeInstanceTypeFamilies').length;
    expect(attempts).toBeGreaterThanOrEqual(fault.kind === 'throttle' ? 5 : 2);
    expect(attempts).toBeLessThanOrEqual(5);
    expect(result.durationMs).toBeLessThan(boundMs);
  });

  it('a server that is not there', async () => {
    const result = await runLive([...list, ...soon], { stopped: true });
    expect(linesOf(result.stderr).filter((line) => line.startsWith('error: '))).toHaveLength(1);
    expect(result.stderr).toMatch(/^error: DescribeInstanceType\w+ in cn-hangzhou: no answer from the API \(ECONNREFUSED\)\.$/m);
    expect(result).toMatchObject({ code: 5, stdout: '' });
    expect(result.durationMs).toBeLessThan(boundMs);
  });

  it('a web server that answers every request with a page', async () => {
    const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const result = await runCipu([...list, ...soon, '--endpoint', endpoint], { env: environmentOf(credential) });
      expect(result.stderr).toMatch(/^error: .*the reply is not what the API sends\.$/m);
      expect(result).toMatchObject({ code: 5, stdout: '' });
      expect(result.durationMs).toBeLessThan(boundMs);
    } finally {
      server.close();
    }
  });

  it('of one request for types of several is a gap: code 3, and the rest is shown', async () => {
    const odd = { kind: 'error', status: 400, code: 'Odd', message: '', ...listTypes, nth: 2 } as const;
    const [whole, part] = await Promise.all([runOnce(['types', '--live', '--json']), runOnce(['types', '--live', '--json'], { server: { faults: [odd] } })]);
    const all = JSON.parse(outputOf(whole.result));
    const some = JSON.parse(outputOf(part.result, 3));
    expect(all.source).toMatchObject({ complete: true });
    expect(some.source).toMatchObject({ complete: false, gaps: [expect.stringMatching(/^The types of \d+ families could not be fetched: ecs\./)] });
    expect(part.result.stderr).toContain(`warning: ${some.source.gaps[0]}\n`);
    // What is missing is just what the warning names.
    const named = new Set<string>(some.source.gaps[0].match(/ecs\.[\w-]+/g));
    const rest = all.types.filter(({ family }: { family: string }) => !named.has(family));
    expect(some.types.map(({ type }: { type: string }) => type)).toEqual(rest.map(({ type }: { type: string }) => type));
    expect(rest.length).toBeLessThan(all.types.length);
  });

  it('of one request for types of several is told with its cause', async () => {
    const { result } = await runOnce(list, { server: { faults: [{ kind: 'error', status: 400, code: 'Odd', message: '', ...listTypes, nth: 2 }] } });
    expect(result.stderr).toContain('Odd');
  });

  it('does not wait for an hour because the server says so', async () => {
    const { result } = await runOnce(list, withFaults({ kind: 'throttle', retryAfterMs: 3_600_000, ...listFamilies }));
    expectError(result, { code: 5, message: /Throttling\.User/, hint: /^try again later/ });
    expect(result.durationMs).toBeLessThan(5000);
  });

  it('a server that never answers is given up when --timeout says so', async () => {
    const result = await runLive([...list, '--timeout', '1500ms'], withFaults({ kind: 'hang', times: forEver }));
    expectError(result, { code: 5, message: 'The API did not answer within 1.5 s.', hint: /--timeout/ });
    expect(result.durationMs).toBeLessThan(4000);
  });
});

describe('a failure that passes', () => {
  const expected = 'ecs.c7\necs.g8i\n';

  const faults: readonly Fault[] = [
    { kind: 'throttle', retryAfterMs: 5 },
    { kind: 'throttle' },
    { kind: 'html' },
    { kind: 'truncated' },
    { kind: 'reset' },
    { kind: 'error', status: 503, code: 'ServiceUnavailable', message: 'busy' },
    { kind: 'slow', delayMs: 700 },
    { kind: 'emptyPage' },
  ];

  it.each(faults.map((fault) => ({ fault })))('$fault', async ({ fault }) => {
    const result = await runLive(list, withFaults({ ...fault, ...listTypes }));
    expect(outputOf(result)).toBe(expected);
    const told = linesOf(result.stderr).filter((line) => line.includes('trying again in'));
    expect(told).toHaveLength(['slow', 'emptyPage'].includes(fault.kind) ? 0 : 1);
  });

  it('is waited for as long as the server asks', async () => {
    const result = await runLive(list, withFaults({ kind: 'throttle', retryAfterMs: 800, ...listFamilies }));
    expect(outputOf(result)).toBe(expected);
    expect(linesOf(result.stderr)).toContain('DescribeInstanceTypeFamilies cn-hangzhou: Throttling.User; trying again in 0.8 s');
    expect(result.waitsMs).toEqual([800]);
  });

  it('in the middle of the requests costs no type', async () => {
    const [plain, faulty] = await Promise.all([
      runOnce(['types', '--live', '-o', 'names']),
      runOnce(['types', '--live', '-o', 'names'], {
        server: {
          faults: [
            { kind: 'throttle', nth: 3, retryAfterMs: 5, ...listTypes },
            { kind: 'truncated', nth: 7, ...listTypes },
            { kind: 'throttle', nth: 9, retryAfterMs: 5, ...listTypes },
          ],
        },
      }),
    ]);
    expect(outputOf(faulty.result)).toBe(outputOf(plain.result));
  });

  it('is not told under --quiet', async () => {
    const { result } = await runOnce([...list, '--quiet'], withFaults({ kind: 'throttle', retryAfterMs: 5, ...listFamilies }));
    expect(result).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('a reply of the wrong shape', () => {
  const typesBodies: readonly unknown[] = [
    null,
    'text',
    { InstanceTypes: [] },
    { InstanceTypes: { InstanceType: {} } },
    { InstanceTypes: { InstanceType: 'ecs.g8i.large' }, NextToken: 'x' },
  ];
  const familiesBodies: readonly unknown[] = [[], 7, {}, { InstanceTypeFamilies: { InstanceTypeFamily: null } }, { Code: 'Throttling' }];
  const cases = [...typesBodies.map((body) => ({ ...listTypes, body })), ...familiesBodies.map((body) => ({ ...listFamilies, body }))];

  it('is tried again, then told', async () => {
    // All at once: they do little but wait.
    await Promise.all(
      cases.map(async ({ action, body }) => {
        const { result } = await runOnce([...list, ...soon], withFaults({ kind: 'wrongShape', body, times: forEver, action }));
        expectError(result, { code: 5, message: `${action} in cn-hangzhou: the reply is not what the API sends.`, hint: /^is there a proxy between\?/ });
        expect(result.stderr).toContain('trying again');
      }),
    );
  });

  it.each(cases.filter((_, i) => i % 3 === 0))('$body of $action, once, costs nothing', async ({ action, body }) => {
    const { result } = await runOnce(list, withFaults({ kind: 'wrongShape', body, action }));
    expect(outputOf(result)).toBe('ecs.c7\necs.g8i\n');
  });
});

describe('pages', () => {
  /** A family of so many types that a request for it alone has three pages. */
  const big = 'ecs.big1';
  const server = {
    ...smallCloud(big, 'ecs.g8i'),
    types: Array.from({ length: 250 }, (_, i) => ({ InstanceTypeId: `${big}.s${i}`, InstanceTypeFamily: big, CpuCoreCount: i + 1 })),
  };
  const types = ['types', '--live', '-o', 'names', 'big1'];
  const expected = server.types.map(({ InstanceTypeId }) => InstanceTypeId).sort();

  it.each<{ fault: FaultRule }>([
    { fault: { kind: 'duplicate', page: 'middle' } },
    { fault: { kind: 'emptyPage', page: 'middle', nth: 1 } },
    { fault: { kind: 'throttle', page: 3, retryAfterMs: 5 } },
    { fault: { kind: 'truncated', page: 'last' } },
    { fault: { kind: 'wrongShape', page: 'middle', body: {} } },
  ])('every type once, also with $fault', async ({ fault }) => {
    const { result, requests } = await runOnce(types, { server: { ...server, faults: [fault] } });
    expect(linesOf(outputOf(result)).sort()).toEqual(expected);
    expect(requests.every(({ query }) => Number(query.MaxResults ?? 100) <= 100)).toBe(true);
  });

  it.each<{ fault: FaultRule }>([
    { fault: { kind: 'repeatToken' } },
    { fault: { kind: 'repeatToken', token: 'first' } },
    { fault: { kind: 'endless' } },
    { fault: { kind: 'emptyPage', times: forEver } },
  ])('that do not end are an error: $fault', async ({ fault }) => {
    const { result, requests } = await runOnce(types, { server: { ...server, faults: [fault] } });
    expectError(result, { code: 5, message: 'DescribeInstanceTypes in cn-hangzhou: the pages do not end.', hint: /^the reply of the API is broken/ });
    expect(requests.length).toBeLessThan(150);
  });
});
