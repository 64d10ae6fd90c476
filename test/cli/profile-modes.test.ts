import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credential, runOnce, smallCloud, temporary, withServer } from '../helpers/live.ts';
import { spawnCipu } from '../helpers/run.ts';

/** A configuration of the Alibaba Cloud CLI whose current profile is `p`. */
const config = (profile: object, ...others: readonly object[]) => ({
  '.aliyun/config.json': JSON.stringify({ current: 'p', profiles: [{ name: 'p', ...profile }, ...others] }),
});
const list = ['families', '--live', '-o', 'names', '--quiet', '--no-cache'];
const cloud = { ...smallCloud('ecs.g8i'), credentials: [credential, temporary] };

const fixed = { access_key_id: credential.accessKeyId, access_key_secret: credential.accessKeySecret };
const session = { access_key_id: temporary.accessKeyId, access_key_secret: temporary.accessKeySecret, sts_token: temporary.securityToken };

/** Credentials as STS gives them: for 900 s, the shortest life there is. */
const issueCredentials = () => ({
  AccessKeyId: temporary.accessKeyId,
  AccessKeySecret: temporary.accessKeySecret,
  SecurityToken: temporary.securityToken,
  Expiration: new Date(Date.now() + 900_000).toISOString().replace(/\.\d+/, ''),
});

/** A stand-in for whatever hands out credentials by URI. */
const uriServer = createServer((_, response) => {
  uriVisits += 1;
  response.end(JSON.stringify({ Code: 'Success', ...issueCredentials() }));
});
let uri = '';
let uriVisits = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => uriServer.listen(0, '127.0.0.1', resolve));
  uri = `http://127.0.0.1:${(uriServer.address() as AddressInfo).port}/`;
});
afterAll(() => uriServer.close());

/** A stand-in for STS: TLS with a certificate of its own making, and one answer to AssumeRole, or a refusal. */
async function startSts(refusal?: object) {
  const directory = mkdtempSync(join(tmpdir(), 'cipu-sts-'));
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', certificate, ...subject], {
    stdio: 'ignore',
  });
  let visits = 0;
  const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (_, response) => {
    visits += 1;
    response.setHeader('content-type', 'application/json');
    if (refusal) response.statusCode = 403;
    response.end(JSON.stringify(refusal ?? { RequestId: 'R', Credentials: issueCredentials() }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate,
    visits: () => visits,
    stop() {
      server.close();
      rmSync(directory, { recursive: true });
    },
  };
}

describe('a profile of mode', () => {
  it.each<[string, () => object, string]>([
    ['AK', () => fixed, credential.accessKeyId],
    ['StsToken', () => session, temporary.accessKeyId],
    ['CredentialsURI', () => ({ credentials_uri: uri }), temporary.accessKeyId],
  ])('%s signs with its own key', async (mode, properties, accessKeyId) => {
    const { result, requests } = await runOnce(list, { server: cloud, credentials: {}, home: config({ mode, ...properties() }) });
    expect([result.code, result.stdout]).toEqual([0, 'ecs.g8i\n']);
    expect(new Set(requests.map((request) => request.accessKeyId))).toEqual(new Set([accessKeyId]));
  });

  it('CredentialsURI is asked once a run, by all that the run opens', async () => {
    const before = uriVisits;
    const args = ['types', 'ecs.g8i.large', '--live', '--price', '-o', 'json', '--quiet', '--no-cache'];
    const { result, requests } = await runOnce(args, { server: cloud, credentials: {}, home: config({ mode: 'CredentialsURI', credentials_uri: uri }) });
    expect(result.code).toBe(0);
    expect(new Set(requests.map(({ action }) => action))).toContain('DescribePrice');
    expect(uriVisits - before).toBe(1);
  });

  const external = config({ mode: 'External', process_command: 'printenv CREDENTIALS_FOR_TEST' });
  const printed = JSON.stringify({ mode: 'StsToken', ...session, expiration: '2099-01-01T00:00:00Z' });

  it('External takes what its program prints', async () => {
    const { result, requests } = await runOnce(list, { server: cloud, credentials: {}, home: external, env: { CREDENTIALS_FOR_TEST: printed } });
    expect([result.code, result.stdout]).toEqual([0, 'ecs.g8i\n']);
    expect(new Set(requests.map((request) => request.securityToken))).toEqual(new Set([temporary.securityToken]));
  });

  it('External does not run where that is forbidden', async () => {
    const env = { CREDENTIALS_FOR_TEST: printed, ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS: '1' };
    const { result, requests } = await runOnce(list, { server: cloud, credentials: {}, home: external, env });
    expect(result.code).toBe(4);
    expect(result.stderr).toContain('which ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids');
    expect(requests).toEqual([]);
  });

  it('RamRoleArn exchanges its key for a session at the STS endpoint, over TLS', async () => {
    const sts = await startSts();
    try {
      const role = { mode: 'RamRoleArn', ...fixed, ram_role_arn: 'acs:ram::1:role/r', ram_session_name: 'cipu', sts_endpoint: sts.host, expired_seconds: 900 };
      // Node reads whom to trust when it starts.
      const start = (env: Record<string, string>) =>
        withServer(cloud, async ({ endpoint, requests }) => ({
          result: await spawnCipu(list, { home: config(role), env: { CIPU_ENDPOINT: endpoint, ...env } }),
          requests,
        }));
      const trusted = await start({ NODE_EXTRA_CA_CERTS: sts.certificate });
      expect([trusted.result.code, trusted.result.stdout]).toEqual([0, 'ecs.g8i\n']);
      expect(new Set(trusted.requests.map((request) => request.securityToken))).toEqual(new Set([temporary.securityToken]));
      expect(trusted.requests.length).toBeGreaterThan(1);
      expect(sts.visits()).toBe(1);
      for (const env of [{}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }]) {
        const untrusted = await start(env);
        expect([untrusted.result.code, untrusted.requests.length]).toEqual([4, 0]);
      }
    } finally {
      sts.stop();
    }
  });

  it.each([
    ['EntityNotExist.Role', 'the role does not exist'],
    ['NoPermission', 'allow sts:AssumeRole'],
  ])('RamRoleArn tells that STS refuses with %s, in doctor too', async (code, remedy) => {
    const requestId = '0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9';
    const sts = await startSts({ Code: code, RequestId: requestId, Message: `not for ${fixed.access_key_secret}` });
    try {
      const home = config({ mode: 'RamRoleArn', ...fixed, ram_role_arn: 'acs:ram::1:role/r', sts_endpoint: sts.host });
      for (const args of [list, ['doctor', '-o', 'json']]) {
        const env = { CIPU_ENDPOINT: 'http://127.0.0.1:9', NODE_EXTRA_CA_CERTS: sts.certificate, ALICLOUD_ACCESS_KEY: 'foreign-key' };
        const { code: exitCode, stdout, stderr } = await spawnCipu(args, { home, env });
        const told = stdout + stderr;
        expect(exitCode).toBe(4);
        expect(told).toContain(`the service refuses (${code}, request id ${requestId}).`);
        expect(told).toContain(remedy);
        expect(told).toContain('ALICLOUD_ACCESS_KEY is set, but not used');
        expect(told).not.toMatch(/foreign-key|not for|loopback-key-secret/);
        if (stdout !== '') expect(JSON.parse(stdout).checks[0]).toMatchObject({ check: 'credentials', status: 'denied' });
      }
    } finally {
      sts.stop();
    }
  });

  it('OIDC without its token file says so', async () => {
    const variables = { ROLE_ARN: 'acs:ram::1:role/r', OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/p', OIDC_TOKEN_FILE: '/no/such/token' };
    const env = Object.fromEntries(Object.entries(variables).map(([name, value]) => [`ALIBABA_CLOUD_${name}`, value]));
    const { result } = await runOnce(list, { server: cloud, credentials: {}, env });
    expect(result.code).toBe(4);
    expect(result.stderr).toContain('the token file is missing (ENOENT).');
  });

  it('CloudSSO whose session is over says so', async () => {
    const home = config({ mode: 'CloudSSO', access_token: 'sso-token-0818', cloud_sso_access_token_expire: 1, cloud_sso_sign_in_url: 'https://127.0.0.1:9' });
    const { result } = await runOnce(list, { server: cloud, credentials: {}, home, secrets: ['sso-token-0818'] });
    expect(result.code).toBe(4);
    expect(result.stderr).toContain('the CloudSSO session is over.');
  });

  it('AK signs for no server that it cannot verify', async () => {
    const stranger = await startSts();
    try {
      const endpoint = `https://${stranger.host}`;
      const { code, stderr } = await spawnCipu(list, {
        home: config({ mode: 'AK', ...fixed }),
        env: { CIPU_ENDPOINT: endpoint, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      });
      expect(code).toBe(5);
      expect(stderr).toMatch(/the certificate of the server is not accepted \(DEPTH_ZERO_SELF_SIGNED_CERT\)\.\nhint: .*NODE_EXTRA_CA_CERTS/);
    } finally {
      stranger.stop();
    }
  });

  it.each([
    ['RamRoleArnWithRoleName', 'ChainableRamRoleArn'],
    ['RsaKeyPair', 'RamRoleArn'],
    ['BearerToken', 'an access key, a role or SSO'],
    ['Anonymous', 'an access key, a role or SSO'],
    ['Telepathy', 'supported modes are AK'],
  ])('%s is refused by name, with a remedy', async (mode, remedy) => {
    const { result, requests } = await runOnce(list, { server: cloud, credentials: {}, home: config({ mode, ...fixed }) });
    expect(result.code).toBe(4);
    expect(result.stderr).toContain(`The mode ${mode} of profile p of ~/.aliyun/config.json cannot be used.`);
    expect(result.stderr).toContain(remedy);
    expect(requests).toEqual([]);
  });
});

describe('the choice of a profile', () => {
  const home = config({ mode: 'AK', ...fixed, region_id: 'cn-hangzhou' }, { name: 'other', mode: 'StsToken', ...session });

  it('--profile wins over keys in the environment', async () => {
    const { requests } = await runOnce([...list, '--profile', 'other'], { server: cloud, home });
    expect(new Set(requests.map((request) => request.accessKeyId))).toEqual(new Set([temporary.accessKeyId]));
  });

  it('keys in the environment win over ALIBABA_CLOUD_PROFILE', async () => {
    const { requests } = await runOnce(list, { server: cloud, home, env: { ALIBABA_CLOUD_PROFILE: 'other' } });
    expect(new Set(requests.map((request) => request.accessKeyId))).toEqual(new Set([credential.accessKeyId]));
  });

  it('a profile that does not exist is a usage error with near names', async () => {
    const { result } = await runOnce([...list, '--profile', 'othr'], { server: cloud, home });
    expect([result.code, result.stderr]).toEqual([2, 'error: There is no profile "othr" in ~/.aliyun/config.json.\nhint: did you mean other?\n']);
  });
});
