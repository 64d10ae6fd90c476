import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { ConnectionInfo } from '../../src/ecs/api.ts';
import type { CredentialSource } from '../../src/ecs/credential-source.ts';
import { endpointOf, parseEndpoint } from '../../src/ecs/endpoint.ts';
import { knownRegions } from '../../src/ecs/regions.ts';
import { openCredential, openEcs } from '../../src/ecs/sdk.ts';
import { DeniedError } from '../../src/errors.ts';
import type { EcsServer, EcsServerOptions } from '../helpers/ecs/server.ts';
import { credential, environmentOf, smallCloud, withServer } from '../helpers/live.ts';
import { inSurroundings } from '../helpers/surroundings.ts';

const environment: CredentialSource = { kind: 'environment', description: 'the environment variables', account: 'one' };

/** Opens the SDK with a key in the environment, against a server of the test's own. */
function withSdk<T>(
  use: (call: ReturnType<typeof openEcs>, connection: ConnectionInfo, server: EcsServer) => Promise<T>,
  server: Partial<EcsServerOptions> = {},
): Promise<T> {
  return withServer({ ...smallCloud('ecs.g8i'), ...server }, (running) =>
    inSurroundings({ env: environmentOf(credential), cwd: process.cwd() }, async () => {
      const connection: ConnectionInfo = {};
      const opened = await openCredential(environment, {}, connection, () => {});
      return use(
        openEcs(opened, () => parseEndpoint(running.endpoint), connection),
        connection,
        running,
      );
    }),
  );
}

describe('the SDK', () => {
  it('is asked at the hosts of its own map, for every known region', () => {
    const load = createRequire(import.meta.url);
    const { default: Client } = load('@alicloud/ecs20140526') as { default: new (config: unknown) => { readonly _endpoint: string } };
    const { Config } = load('@alicloud/openapi-client') as { Config: new (map: object) => unknown };
    const regions = [...knownRegions.keys()];
    expect(regions).toHaveLength(29);
    const ofSdk = (regionId: string) => new Client(new Config({ accessKeyId: 'id', accessKeySecret: 'secret', regionId }))._endpoint;
    expect(regions.map((region) => [region, endpointOf(region).host])).toEqual(regions.map((region) => [region, ofSdk(region)]));
  });

  it('sends signed requests with the names that the API has for parameters, and gives the body', async () => {
    await withSdk(async (call, _connection, { requests }) => {
      const parameters = { maxResults: 100, instanceTypeFamilies: ['ecs.g8i'] };
      const body = await call({ action: 'DescribeInstanceTypes', region: 'cn-hangzhou', parameters });
      expect(body).toMatchObject({ InstanceTypes: { InstanceType: expect.arrayContaining([expect.objectContaining({ InstanceTypeFamily: 'ecs.g8i' })]) } });
      expect(requests).toMatchObject([{ action: 'DescribeInstanceTypes', status: 200, accessKeyId: credential.accessKeyId }]);
      expect(requests[0]?.query).toMatchObject({ MaxResults: '100', 'InstanceTypeFamilies.1': 'ecs.g8i' });
    });
  });

  it('shows the end of the key and the clock of the server, nothing else', async () => {
    await withSdk(async (call, connection) => {
      expect(connection).toEqual({ accessKey: '****4711' });
      await call({ action: 'DescribeRegions', region: 'cn-hangzhou', parameters: {} });
      expect(connection).toEqual({ accessKey: '****4711', clockOffsetMs: expect.any(Number) });
    });
  });

  it('reuses a connection, and sends a request that fails once', async () => {
    await withSdk(
      async (call, _connection, { requests }) => {
        const zones = { action: 'DescribeZones', region: 'cn-hangzhou', parameters: { regionId: 'cn-hangzhou' } } as const;
        await expect(call(zones)).rejects.toMatchObject({ code: 'Throttling.User' });
        await call(zones);
        await call(zones);
        expect(requests.map(({ status }) => status)).toEqual([400, 200, 200]);
        expect(requests[1]?.connectionId).toBe(requests[2]?.connectionId);
      },
      { faults: [{ kind: 'throttle' }] },
    );
  });
});

describe('credentials', () => {
  it('that cannot be had are told by their source, not by the reasons of the SDK', async () => {
    await inSurroundings({ env: {}, cwd: process.cwd() }, async () => {
      const error = await openCredential(environment, {}, {}, () => {}).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DeniedError);
      expect(error).toMatchObject({ message: 'No credentials could be had from the environment variables.' });
      expect(error).not.toHaveProperty('cause');
    });
  });
});
