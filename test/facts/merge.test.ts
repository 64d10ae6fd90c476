import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toEntries, toFactSet } from '../../src/facts/entries.ts';
import { type Merge, mergeSnapshot, mergeSnapshots } from '../../src/facts/merge.ts';
import { type FactFiles, readFacts } from '../../src/facts/read.ts';
import type { SourcedObservations } from '../../src/model/catalog/catalog.ts';
import { typeFindings } from '../../src/model/catalog/findings.ts';
import { replyOn } from '../../src/model/catalog/statements.ts';
import { type FeatureKey, featureDefinitions } from '../../src/model/registry/features.ts';
import { readSnapshot } from '../../src/sources/snapshot-file.ts';
import { facts, factsDirectory } from '../helpers/catalog-data.ts';
import { UNDOCUMENTED_TYPES } from '../helpers/ecs/undocumented.ts';
import { runOnce } from '../helpers/live.ts';
import { outputOf } from '../helpers/outcome.ts';

const asOf = '2026-11-20T10:00:00.000Z';
const keys: FeatureKey[] = featureDefinitions.map(({ key }) => key);

let home: string;
let snapshot: SourcedObservations;
/** What a snapshot of that time changes, and the facts with it. */
let merge: Merge;
let after: FactFiles;

const on = (time: string): SourcedObservations => ({ ...snapshot, source: { ...snapshot.source, asOf: time } });

/** Reads a file of a directory; undefined where there is none. */
const readIn = (directory: string) => (path: string) => (existsSync(join(directory, path)) ? readFileSync(join(directory, path), 'utf8') : undefined);
const mergedDirectory = () => join(home, 'facts');

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'cipu-merge-'));
  const server = { regionFamilies: { 'cn-hangzhou': ['ecs.g8i', 'ecs.g7', 'ecs.g11x'] }, types: UNDOCUMENTED_TYPES };
  outputOf((await runOnce(['catalog', 'pull', 'now.json'], { server, cwd: home })).result);
  snapshot = readSnapshot(join(home, 'now.json'));
  merge = mergeSnapshot(facts, on(asOf), readIn(factsDirectory));
  cpSync(factsDirectory, mergedDirectory(), { recursive: true });
  for (const [path, text] of merge.files) writeFileSync(join(mergedDirectory(), path), text);
  after = await readFacts(mergedDirectory());
});
afterAll(() => rmSync(home, { recursive: true }));

/** The files that one more snapshot changes. */
const changedBy = (other: SourcedObservations) => [...mergeSnapshot(after, other, readIn(mergedDirectory())).files.keys()];

describe('a snapshot that is taken into the facts', () => {
  it('changes the records of its families, and names those that no file describes', () => {
    const { files, leftOut } = merge;
    expect([...files.keys()].sort()).toEqual(['records/g7.yaml', 'records/g8i.yaml', 'sources.yaml']);
    expect(leftOut.length).toBeGreaterThan(0);
    expect(leftOut.filter((id) => !id.startsWith('ecs.g11x'))).toEqual([]);
  });

  it('changes exactly what it knows better: its answers count, and all others stay', () => {
    const observed = new Map(snapshot.types.map((type) => [type.id, type]));
    const before = toEntries(toFactSet(facts));
    for (const [i, entry] of toEntries(toFactSet(after)).entries()) {
      const old = before[i];
      if (!old) throw new Error(entry.id);
      if (!['ecs.g7', 'ecs.g8i'].includes(entry.id)) {
        expect(entry, entry.id).toEqual({ ...old, types: expect.any(Function) });
        expect(entry.types(), entry.id).toEqual(old.types());
      }
      for (const type of entry.types().filter(({ id }) => observed.has(id))) {
        const was = old.types().find(({ id }) => id === type.id);
        for (const key of keys) {
          const said = observed.get(type.id)?.features[key];
          if (said && key !== 'cipu') {
            expect(replyOn(key, type)?.shown, `${type.id} ${key}`).toEqual(said);
            expect(typeFindings(type, entry)[key], `${type.id} ${key}`).toEqual({ status: said.status, basis: 'api' });
          } else if (was) expect(typeFindings(type, entry)[key].status, `${type.id} ${key}`).toBe(typeFindings(was, old)[key].status);
        }
      }
    }
  });

  it('changes nothing a second time, nor when another of the same says it later', () => {
    expect(changedBy(on(asOf))).toEqual([]);
    expect(changedBy(on('2026-11-27T10:00:00.000Z'))).toEqual([]);
  });

  it('says nothing against replies that are younger', () => {
    const types = snapshot.types.map((type) => ({ ...type, metrics: { ...type.metrics, vcpus: 7 } }));
    expect(changedBy({ ...on('2026-08-01T10:00:00.000Z'), types })).toEqual([]);
  });

  it('is a source, as young as it is', () => {
    const { files } = mergeSnapshot(facts, on('2026-12-24T10:00:00.000Z'), readIn(factsDirectory));
    expect(files.get('sources.yaml')).toContain('read: "2026-12"');
    expect(files.get('sources.yaml')).toContain('  snapshots:\n    title: Snapshots of cipu catalog pull\n    kind: api-record\n    edition: "2026-12-24"\n');
    expect(files.get('records/g7.yaml')).toContain('  - source: snapshots\n    date: "2026-12-24"\n    regions: [cn-hangzhou]\n    types:\n');
  });

  const merged = (...times: string[]) =>
    mergeSnapshots(
      factsDirectory,
      times.map((time) => ({ name: 'now.json', snapshot: on(time) })),
      '2026-11-28',
    );

  it('is of no day to come', async () => {
    await expect(merged(asOf, '2026-11-29T00:00:00.000Z')).rejects.toThrow('now.json is of 2026-11-29, which is later than 2026-11-28, today.');
  });

  it('is merged with others, each after what the one before has changed', async () => {
    const { files, merges } = await merged(asOf, '2026-11-27T10:00:00.000Z');
    expect([...files]).toEqual([...merge.files]);
    expect(merges.map((one) => one.files.size)).toEqual([3, 0]);
  });

  it('is refused where the facts would not be valid with it', async () => {
    const wrong = { ...on(asOf), types: snapshot.types.map((type) => ({ ...type, metrics: { ...type.metrics, vcpus: 4096 } })) };
    const attempt = mergeSnapshots(factsDirectory, [{ name: 'now.json', snapshot: wrong }], '2026-11-28');
    await expect(attempt).rejects.toThrow('vcpus cannot be 4096. (a whole number from 1 to 2048)');
  });
});
