/**
 * A server that fails: what passes is waited for, what does not is one clear error, and neither takes for ever. The waits are
 * the real ones where the server cannot set them (up to 7.5 seconds in all), so everything here runs at once.
 */
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
const withFaults = (...faults: readonly FaultRule[]): LiveOptions => ({ server: { ...smallCloud(), faults } });
/** All retries and their waits, and some room for a busy machine. */
const boundMs = 20_000;

describe.concurrent('a failure that stays', () => {
  const unreadable = { message: 'DescribeInstanceTypeFamilies in cn-hangzhou: the reply is not the JSON of the API.', hint: /^is there a proxy between\?/ };
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
  ])('$name is told after five attempts, with code 5', async ({ fault, message, hint }) => {
    const result = await runLive(list, withFaults({ ...fault, ...listFamilies, times: forEver }));
    expectError(result, { code: 5, message, hint });
    expect(result.requests.filter(({ action }) => action === 'DescribeInstanceTypeFamilies')).toHaveLength(5);
    expect(result.durationMs).toBeLessThan(boundMs);
  });

  it('a server that is not there', async () => {
    const result = await runLive(list, { stopped: true });
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
      const result = await runCipu([...list, '--endpoint', endpoint], { env: environmentOf(credential) });
      expect(result.stderr).toMatch(/^error: .*the reply is not the JSON of the API\.$/m);
      expect(result).toMatchObject({ code: 5, stdout: '' });
      expect(result.durationMs).toBeLessThan(boundMs);
    } finally {
      server.close();
    }
  });

  // KNOWN BUG: the other request goes on after the error is told, with its own retries and waits.
  it.fails('ends the run at once', async () => {
    const { result } = await runOnce(
      list,
      withFaults({ kind: 'error', status: 400, code: 'Odd', message: '', ...listFamilies }, { kind: 'hang', ...listTypes }),
    );
    expect(result.code).toBe(5);
    expect(result.durationMs).toBeLessThan(3000);
  });

  // KNOWN BUG: the same, seen in the output.
  it.fails('is the last thing said', async () => {
    const odd = { kind: 'error', status: 400, code: 'Odd', message: '', ...listFamilies } as const;
    const { result } = await runOnce(list, withFaults(odd, { kind: 'throttle', retryAfterMs: 400, times: 3, ...listTypes }));
    expectError(result, { code: 5, message: /Odd/, hint: /./ });
  });

  // KNOWN BUG: whatever wait the server asks for is granted; there is no budget for the run.
  it.fails('does not wait for an hour because the server says so', async () => {
    await runOnce(list, { ...withFaults({ kind: 'throttle', retryAfterMs: 3_600_000, ...listFamilies }), timeoutMs: 10_000 });
  });
});

describe.concurrent('a failure that passes', () => {
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
    expect(linesOf(result.stderr)).toContain('DescribeInstanceTypeFamilies: Throttling.User; trying again in 0.8 s');
    expect(result.durationMs).toBeGreaterThan(800);
  });

  it('in the middle of the pages costs no type', async () => {
    const [plain, faulty] = await Promise.all([
      runOnce(['types', '--live', '-o', 'names']),
      runOnce(['types', '--live', '-o', 'names'], {
        server: {
          faults: [
            { kind: 'throttle', page: 3, retryAfterMs: 5 },
            { kind: 'truncated', page: 'last' },
          ],
        },
      }),
    ]);
    expect(outputOf(faulty.result)).toBe(outputOf(plain.result));
  });

  // KNOWN BUG: --quiet, "no notes on stderr", lets these through.
  it.fails('is not told under --quiet', async () => {
    const { result } = await runOnce([...list, '--quiet'], withFaults({ kind: 'throttle', retryAfterMs: 5, ...listFamilies }));
    expect(result).toMatchObject({ code: 0, stderr: '' });
  });

  // KNOWN BUG: the time to connect, 5 seconds, also ends a reply that takes longer; the 20 seconds for reading never count.
  it.fails('is not made of a reply that takes six seconds', async () => {
    const { result } = await runOnce(list, withFaults({ kind: 'slow', delayMs: 6000, ...listFamilies }));
    expect(result.stderr).not.toContain('RequestTimeout');
  });
});

describe.concurrent('a reply of the wrong shape', () => {
  const bodies: readonly unknown[] = [
    null,
    [],
    'text',
    7,
    {},
    { InstanceTypes: null },
    { InstanceTypes: [] },
    { InstanceTypes: { InstanceType: {} } },
    { InstanceTypes: { InstanceType: 'ecs.g8i.large' }, NextToken: 'x' },
    { Code: 'Throttling' },
  ];

  it.each(bodies.map((body) => ({ body })))('$body for types', async ({ body }) => {
    const result = await runLive(list, withFaults({ kind: 'wrongShape', body, times: forEver, ...listTypes }));
    expect(result.stderr).toMatch(/^error: DescribeInstanceTypes: the reply does not have the shape of the API's, InstanceTypes\.InstanceType is no list\.$/m);
    expect(result).toMatchObject({ code: 5, stdout: '' });
  });

  it.each([{ body: {} }, { body: { InstanceTypeFamilies: { InstanceTypeFamily: null } } }])('$body for families', async ({ body }) => {
    const result = await runLive(list, withFaults({ kind: 'wrongShape', body, times: forEver, ...listFamilies }));
    expect(result.stderr).toMatch(/^error: DescribeInstanceTypeFamilies: the reply does not have the shape of the API's/m);
    expect(result).toMatchObject({ code: 5, stdout: '' });
  });
});

describe.concurrent('pages that do not end', () => {
  const faults: readonly FaultRule[] = [
    { kind: 'repeatToken' },
    { kind: 'repeatToken', token: 'first' },
    { kind: 'endless' },
    { kind: 'emptyPage', times: forEver },
  ];

  it.each(faults.map((fault) => ({ fault })))('$fault', async ({ fault }) => {
    const result = await runLive(['types', '--live', '-o', 'names'], { server: { faults: [fault] } });
    expect(result.stderr).toMatch(/^error: DescribeInstanceTypes in cn-hangzhou: the pages do not end, /m);
    expect(result).toMatchObject({ code: 5, stdout: '' });
    expect(result.requests.length).toBeLessThan(150);
  });
});
