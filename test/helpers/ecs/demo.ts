/**
 * Runs the built command against a loopback ECS: `tsx test/helpers/ecs/demo.ts [ARGS...]`, by default
 * `families --live`. Exits with the command's own code. Both share a clock of a fixed day, so that what the
 * README shows is the same on any day.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import '../fixed-clock.cjs';
import { DEMO_FLEET } from './demo-fleet.ts';
import { startEcsServer } from './server.ts';
import { UNDOCUMENTED_TYPES } from './undocumented.ts';

const COMMAND = fileURLToPath(new URL('../../../bin/cipu.js', import.meta.url));
const CLOCK = fileURLToPath(new URL('../fixed-clock.cjs', import.meta.url));
const credential = { accessKeyId: 'demo-key-id', accessKeySecret: 'demo-key-secret' };
const given = process.argv.slice(2);
const args = given.length > 0 ? given : ['families', '--live'];

/**
 * The caller's environment without any credentials, profile, region or proxy that would take the command elsewhere, and
 * with a cache of its own: what the demo fetches must not answer a real question later.
 */
function toEnvironment(endpoint: string, cache: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(ALIBABA_?CLOUD|ALICLOUD)_|^(https?|all|no)_proxy$/i.test(name));
  return {
    ...Object.fromEntries(kept),
    ALIBABA_CLOUD_ACCESS_KEY_ID: credential.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: credential.accessKeySecret,
    CIPU_ENDPOINT: endpoint,
    XDG_CACHE_HOME: cache,
  };
}

const cache = await mkdtemp(join(tmpdir(), 'cipu-demo-'));
const server = await startEcsServer({ credentials: [credential], types: UNDOCUMENTED_TYPES, fleet: DEMO_FLEET });
process.stderr.write(`demo: a loopback ECS at ${server.endpoint} with made-up instances, stock and prices; nothing leaves this machine\n`);

// Ctrl-C reaches the command too: its exit code is the answer, so wait for it.
process.on('SIGINT', () => {});
const env = toEnvironment(server.endpoint, cache);
const child = spawn(process.execPath, ['--require', CLOCK, COMMAND, ...args], { stdio: 'inherit', env });
const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
await server.stop();
await rm(cache, { recursive: true });
