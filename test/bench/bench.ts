import { measureFleet } from './fleet.ts';
import { measureLive } from './live.ts';
import { compare } from './measure.ts';
import { measurePlan } from './plan.ts';

/** A ratio that the project promises, measured in one run. */
interface Claim {
  readonly what: string;
  readonly measured: number;
  readonly limit: number;
}

const rounds = Number(process.argv[2] ?? 25);
const bin = 'bin/cipu.js';
const start = await compare(
  { node: ['-e', '0'], families: [bin, 'families', '--offline'], help: [bin, '--help'], show: [bin, 'show', 'g8i', '--offline'] },
  rounds,
);
const { node, families, help, show } = start as Record<string, { wallMs: number; peakMiB: number }>;
if (!node || !families || !help || !show) throw new Error('a measurement is missing');

const liveRun = await measureLive(Math.max(3, Math.round(rounds / 5)), 120);
const plan = await measurePlan(Math.max(3, Math.round(rounds / 3)));
const fleet = await measureFleet();

const claims: readonly Claim[] = [
  { what: 'cipu families, wall time / node -e 0', measured: families.wallMs / node.wallMs, limit: 2.5 },
  { what: 'cipu families, peak memory / node -e 0', measured: families.peakMiB / node.peakMiB, limit: 1.5 },
  { what: 'cipu --help, wall time / node -e 0', measured: help.wallMs / node.wallMs, limit: 2 },
  { what: 'cipu --help, peak memory / node -e 0', measured: help.peakMiB / node.peakMiB, limit: 1.5 },
  { what: `live full catalog, waiting / ${liveRun.replyMs} ms of a reply`, measured: (liveRun.coldMs - liveRun.withoutWaitingMs) / liveRun.replyMs, limit: 5 },
  { what: 'live full catalog, wall time / plain sequential SDK loop', measured: liveRun.coldMs / liveRun.loopMs, limit: 0.5 },
  { what: 'requests in flight at most', measured: liveRun.mostInFlight, limit: 8 },
  { what: 'requests of a second live run', measured: liveRun.cachedRequests, limit: 0 },
  { what: `check of a plan of ${plan.megabytes.toFixed(0)} MB, wall time / parsing it`, measured: plan.check.wallMs / plan.parse.wallMs, limit: 4 },
  { what: `check of a plan of ${plan.megabytes.toFixed(0)} MB, peak memory / parsing it`, measured: plan.check.peakMiB / plan.parse.peakMiB, limit: 2 },
  { what: `instances -o jsonl of ${fleet.instances} instances, peak memory in MiB`, measured: fleet.list.peakMiB, limit: 250 },
];

for (const [name, { wallMs, peakMiB }] of Object.entries({ ...start, 'parse plan': plan.parse, 'check plan': plan.check, instances: fleet.list }))
  console.log(`${name.padEnd(11)}${wallMs.toFixed(0).padStart(6)} ms${peakMiB.toFixed(1).padStart(8)} MiB`);
for (const [name, ms] of Object.entries({ live: liveRun.coldMs, 'SDK loop': liveRun.loopMs, 'live again': liveRun.cachedMs }))
  console.log(`${name.padEnd(11)}${ms.toFixed(0).padStart(6)} ms`);
console.log('');
for (const { what, measured, limit } of claims) console.log(`${measured <= limit ? 'holds ' : 'BROKEN'}  ${what}: ${measured.toFixed(2)} (at most ${limit})`);
process.exitCode = claims.every(({ measured, limit }) => measured <= limit) ? 0 : 1;
