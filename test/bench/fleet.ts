import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEcsServer } from '../helpers/ecs/server.ts';
import { runNode, type Sample } from './measure.ts';

/** What listing a large fleet takes. */
export interface FleetFigures {
  readonly instances: number;
  readonly list: Sample;
}

const key = { accessKeyId: 'bench-access-key', accessKeySecret: 'bench-secret' };
const regions = ['cn-hangzhou', 'cn-shanghai', 'ap-southeast-1', 'eu-central-1'];

/** Measures one run over a fleet of 100,000 instances: it is memory that counts, and that hardly differs between runs. */
export async function measureFleet(instances = 100_000): Promise<FleetFigures> {
  const options = { credentials: [key], fleet: { instances, regions } };
  const server = await startEcsServer(options);
  const cache = mkdtempSync(join(tmpdir(), 'cipu-bench-'));
  try {
    const list = await runNode(['bin/cipu.js', 'instances', '--live', '--region', regions.join(','), '--timeout', '10m', '-o', 'jsonl'], {
      ALIBABA_CLOUD_ACCESS_KEY_ID: key.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.accessKeySecret,
      CIPU_ENDPOINT: server.endpoint,
      XDG_CACHE_HOME: cache,
    });
    return { instances, list };
  } finally {
    await server.stop();
    rmSync(cache, { recursive: true, force: true });
  }
}
