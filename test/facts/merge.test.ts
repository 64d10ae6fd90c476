import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toEntries, toFactSet } from '../../src/facts/entries.ts';
import { mergeSnapshot } from '../../src/facts/merge.ts';
import { readFacts } from '../../src/facts/read.ts';
import type { SourcedObservations } from '../../src/model/catalog/catalog.ts';
import { typeFindings } from '../../src/model/catalog/findings.ts';
import { replyOn } from '../../src/model/catalog/statements.ts';
import { type FeatureKey, featureDefinitions } from '../../src/model/registry/features.ts';
import { readSnapshot } from '../../src/sources/snapshot-file.ts';
import { factsDirectory } from '../helpers/catalog-data.ts';
import { UNDOCUMENTED_TYPES } from '../helpers/ecs/undocumented.ts';
import { runOnce } from '../helpers/live.ts';
import { outputOf } from '../helpers/outcome.ts';

let home: string;
let snapshot: SourcedObservations;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'cipu-merge-'));
  const server = { regionFamilies: { 'cn-hangzhou': ['ecs.g8i', 'ecs.g7', 'ecs.g11x'] }, types: UNDOCUMENTED_TYPES };
  outputOf((await runOnce(['catalog', 'pull', 'now.json'], { server, cwd: home })).result);
  snapshot = readSnapshot(join(home, 'now.json'));
});
afterAll(() => rmSync(home, { recursive: true }));

/** Facts of their own, into which snapshots are taken one after the other. */
function copyFacts(name: string) {
  const directory = join(home, name);
  cpSync(factsDirectory, directory, { recursive: true });
  const read = (path: string) => {
    try {
      return readFileSync(join(directory, path), 'utf8');
    } catch {
      return undefined;
    }
  };
  return {
    merge: async (of: SourcedObservations) => {
      const { files, leftOut } = mergeSnapshot(await readFacts(directory), of, read);
      for (const [path, text] of files) writeFileSync(join(directory, path), text);
      return { changed: [...files.keys()].sort(), leftOut };
    },
    read,
    entries: async () => toEntries(toFactSet(await readFacts(directory))),
  };
}

const on = (asOf: string): SourcedObservations => ({ ...snapshot, source: { ...snapshot.source, asOf } });
const keys: FeatureKey[] = featureDefinitions.map(({ key }) => key);

describe('a snapshot that is taken into the facts', () => {
  it('changes the records of its families, and names those that no file describes', async () => {
    const { changed, leftOut } = await copyFacts('families').merge(on('2026-11-20T10:00:00.000Z'));
    expect(changed).toEqual(['records/g7.yaml', 'records/g8i.yaml', 'sources.yaml']);
    expect(leftOut.length).toBeGreaterThan(0);
    expect(leftOut.filter((id) => !id.startsWith('ecs.g11x'))).toEqual([]);
  });

  it('changes exactly what it knows better: its answers count, and all others stay', async () => {
    const facts = copyFacts('answers');
    const before = await facts.entries();
    await facts.merge(on('2026-11-20T10:00:00.000Z'));
    const observed = new Map(snapshot.types.map((type) => [type.id, type]));
    for (const [i, entry] of (await facts.entries()).entries()) {
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

  it('changes nothing a second time, nor when another of the same says it later', async () => {
    const facts = copyFacts('twice');
    await facts.merge(on('2026-11-20T10:00:00.000Z'));
    expect((await facts.merge(on('2026-11-20T10:00:00.000Z'))).changed).toEqual([]);
    expect((await facts.merge(on('2026-11-27T10:00:00.000Z'))).changed).toEqual([]);
  });

  it('says nothing against replies that are younger', async () => {
    const facts = copyFacts('older');
    await facts.merge(on('2026-11-20T10:00:00.000Z'));
    const other: SourcedObservations = {
      ...on('2026-08-01T10:00:00.000Z'),
      types: snapshot.types.map((type) => ({ ...type, metrics: { ...type.metrics, vcpus: 7 } })),
    };
    expect((await facts.merge(other)).changed).toEqual([]);
  });

  it('is a source, as young as it is', async () => {
    const facts = copyFacts('source');
    await facts.merge(on('2026-12-24T10:00:00.000Z'));
    expect(facts.read('sources.yaml')).toContain('read: "2026-12"');
    expect(facts.read('sources.yaml')).toContain('  snapshots:\n    title: Snapshots of cipu catalog pull\n    kind: api-record\n    edition: "2026-12-24"\n');
    expect(facts.read('records/g7.yaml')).toContain('  - source: snapshots\n    date: "2026-12-24"\n    regions: [cn-hangzhou]\n    types:\n');
  });
});
