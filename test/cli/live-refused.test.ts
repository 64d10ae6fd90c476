/** A server that refuses: whose credentials, why, and what to do, with exit code 4 (2 for a region nobody knows). */
import { describe, expect, it } from 'vitest';
import { credential, environmentOf, runLive, runOnce, smallCloud, temporary } from '../helpers/live.ts';
import { expectError } from '../helpers/outcome.ts';

const hour = 3_600_000;
const list = ['families', '--live'];
const refused = (code: string) => `The API refused the credentials of the environment variables (${code}).`;
const secretHint = 'the access key secret does not belong to the access key id: check the credential source';
const tokenHint = 'the security token is wrong or has expired: fetch a new one';
const clockHint = /clock of this machine is wrong/;

describe('credentials that the API refuses', () => {
  it.each([
    { name: 'a wrong secret', key: { ...credential, accessKeySecret: 'not-the-secret-0000' }, code: 'SignatureDoesNotMatch', hint: secretHint },
    {
      name: 'an unknown key',
      key: { ...credential, accessKeyId: 'nobody-knows-this-id' },
      code: 'InvalidAccessKeyId.NotFound',
      hint: /access key does not exist or is disabled/,
    },
    {
      name: 'an expired token',
      key: temporary,
      server: { credentials: [{ ...temporary, expired: true }] },
      code: 'InvalidSecurityToken.Expired',
      hint: tokenHint,
    },
    {
      name: 'a wrong token',
      key: { ...temporary, securityToken: 'another-token-0000' },
      server: { credentials: [temporary] },
      code: 'InvalidSecurityToken.MismatchWithAccessKey',
      hint: tokenHint,
    },
    {
      name: 'a temporary key without its token',
      key: { ...temporary, securityToken: '' },
      server: { credentials: [temporary] },
      code: /^InvalidSecurityToken/,
      hint: tokenHint,
    },
    { name: 'a clock that is slow', key: credential, server: { now: () => Date.now() + hour }, code: 'InvalidTimeStamp.Expired', hint: clockHint },
    { name: 'a clock that is fast', key: credential, server: { now: () => Date.now() - hour }, code: 'InvalidTimeStamp.Expired', hint: clockHint },
  ])('$name', async ({ key, server, code, hint }) => {
    const result = await runLive(list, { credentials: environmentOf(key), server: { ...smallCloud(), ...server } });
    expectError(result, { code: 4, message: typeof code === 'string' ? refused(code) : /^The API refused the credentials of the environment variables/, hint });
    expect(result.stderr).toMatch(/^request id: 00000000-0000-4000-8000-\d+$/m);
    // What is refused is not tried again.
    expect(result.requests.length).toBeLessThanOrEqual(2);
  });
});

describe('a missing permission', () => {
  it.each(['DescribeInstanceTypes', 'DescribeInstanceTypeFamilies'])('%s is named', async (action) => {
    for (const command of ['families', 'types']) {
      const server = { ...smallCloud(), credentials: [{ ...credential, deny: [`ecs:${action}`] }] };
      expectError(await runLive([command, '--live'], { server }), {
        code: 4,
        message: `The credentials of the environment variables may not call ${action} (Forbidden.RAM).`,
        hint: `allow the RAM action ecs:${action}`,
      });
    }
  });
});

describe('a region nobody knows', () => {
  it.each([
    { region: 'cn-hangzou', hint: 'did you mean cn-hangzhou?' },
    { region: 'eu-central-7', hint: /^did you mean eu-central-1\b/ },
    { region: 'atlantis', hint: 'cipu regions lists them' },
  ])('$region', async ({ region, hint }) => {
    const result = await runLive([...list, '--region', region], { server: smallCloud() });
    expectError(result, { code: 2, message: `No region is called "${region}".`, hint });
  });
});

describe('an empty region', () => {
  it.each(['', ','])('"%s" is a mistake, not the default region', async (region) => {
    const { result } = await runOnce([...list, '--region', region], { server: smallCloud() });
    expect(result.code).toBe(2);
  });
});

describe('an error that a proxy or the API makes up', () => {
  it.each([
    { code: 'InvalidParameter', status: 400 },
    { code: 'OperationDenied', status: 403 },
    { code: 'UnheardOf.Code', status: 404 },
  ])('$code is told with its code, status and request id, once', async ({ code, status }) => {
    const message = `quotes ${credential.accessKeySecret}`;
    const faults = [{ kind: 'error' as const, action: 'DescribeInstanceTypeFamilies', status, code, message, times: Number.POSITIVE_INFINITY }];
    const result = await runLive(list, { server: { ...smallCloud(), faults } });
    expectError(result, { code: 5, message: `DescribeInstanceTypeFamilies in cn-hangzhou failed: ${code}, HTTP status ${status}.`, hint: /^try again later/ });
    expect(result.requests.filter(({ action }) => action === 'DescribeInstanceTypeFamilies')).toHaveLength(1);
  });
});
