import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceOptions } from '../../src/context.ts';
import { DeniedError, UsageError } from '../../src/errors.ts';
import { createCloud } from '../../src/sources/cloud.ts';
import { writeSnapshot } from '../../src/sources/snapshot-file.ts';

const options: SourceOptions = {
  source: 'auto',
  regions: [],
  vpc: false,
  timeoutMs: 20_000,
  cache: false,
  refresh: false,
  debug: false,
  quiet: true,
};
const output = { isTTY: false, width: undefined, paint: (text: string) => text, write: () => {}, progress: () => {} };
const cloud = createCloud({ env: {}, stderr: output, now: () => new Date('2026-02-04T05:00:00Z'), sleep: async () => {} });
const earlierHome = process.env.HOME;
let home: string;
let snapshot: string;

/** Opens a catalog: where it comes from, what it offers, and what is noted. */
async function open(chosen: Partial<SourceOptions>) {
  const notes: string[] = [];
  const { source, families } = await cloud.openCatalog({ ...options, ...chosen }, (text) => notes.push(text));
  return { type: source.type, regions: source.regions, families: families.map(({ id }) => id), notes };
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cipu-home-'));
  process.env.HOME = home;
  snapshot = join(home, 'saved.json');
  writeSnapshot(snapshot, {
    source: { type: 'snapshot', asOf: '2026-02-03T05:00:00.000Z', regions: ['cn-beijing', 'eu-central-1'], complete: true },
    families: [
      { id: 'ecs.g7', generation: null, regions: ['cn-beijing'] },
      { id: 'ecs.g8i', generation: null, regions: ['cn-beijing', 'eu-central-1'] },
    ],
    types: [],
  });
});
afterEach(() => {
  process.env.HOME = earlierHome;
  rmSync(home, { recursive: true });
});

describe('a catalog without credentials', () => {
  it('is the embedded one, with a note unless it is named', async () => {
    const [byDefault, named] = await Promise.all([open({}), open({ source: 'embedded' })]);
    expect([byDefault.type, named.type]).toEqual(['embedded', 'embedded']);
    expect(byDefault.notes).toEqual([expect.stringMatching(/^No credentials are configured: showing the embedded catalog \(documentation of .+\)\./)]);
    expect(named.notes).toEqual([]);
  });

  it('is refused where a flag asks for live data, or stock is asked for', async () => {
    await expect(open({ needsApi: '--region asks the ECS API' })).rejects.toThrow(DeniedError);
    await expect(cloud.openStock(options, { charge: 'postpaid', zones: [] })).rejects.toThrow(DeniedError);
    await expect(cloud.openStock({ ...options, source: snapshot }, { charge: 'postpaid', zones: [] })).rejects.toThrow(UsageError);
  });
});

describe('a snapshot', () => {
  it('is opened whole, and says its age', async () => {
    const { type, families, notes } = await open({ source: snapshot });
    expect({ type, families }).toEqual({ type: 'snapshot', families: ['ecs.g7', 'ecs.g8i'] });
    expect(notes).toEqual([expect.stringMatching(/ is a snapshot of 2026-02-03T05:00Z, .+ old: cn-beijing, eu-central-1\.$/)]);
  });

  it('is narrowed to the regions that are named, which it has to hold', async () => {
    expect(await open({ source: snapshot, regions: ['eu-*'] })).toMatchObject({ families: ['ecs.g8i'], regions: ['eu-central-1'] });
    await expect(open({ source: snapshot, regions: ['cn-hangzhou'] })).rejects.toThrow('holds nothing of cn-hangzhou');
  });

  it('that is not there may be a misspelt source', async () => {
    await expect(open({ source: 'lve' })).rejects.toMatchObject({ message: 'No source and no file is called "lve".', hint: 'did you mean live?' });
  });
});

describe('the regions', () => {
  it('are those that are known without credentials, with a note', async () => {
    const { regions, note } = await cloud.fetchRegions(options);
    expect(regions).toContainEqual({ id: 'cn-beijing', name: 'China (Beijing)', endpoint: 'ecs.cn-beijing.aliyuncs.com', status: null });
    expect(note).toContain('known to this version');
  });

  it('are those of a snapshot', async () => {
    const { regions, note } = await cloud.fetchRegions({ ...options, source: snapshot });
    expect(regions.map(({ id, name }) => [id, name])).toEqual([
      ['cn-beijing', 'China (Beijing)'],
      ['eu-central-1', 'Germany (Frankfurt)'],
    ]);
    expect(note).toBe(`These are the regions of ${snapshot}.`);
  });
});

describe('the configuration of the Alibaba Cloud CLI', () => {
  const configure = (content: string) => {
    mkdirSync(join(home, '.aliyun'));
    writeFileSync(join(home, '.aliyun', 'config.json'), content);
  };

  it('names the profiles', async () => {
    configure(JSON.stringify({ profiles: [{ name: 'work', mode: 'AK' }] }));
    expect(await cloud.knownNames('profile')).toEqual(new Map([['work', '']]));
    expect((await cloud.knownNames('region')).get('cn-beijing')).toBe('China (Beijing)');
  });

  it('that is damaged is a finding of the doctor, not its failure', async () => {
    configure('half a fi');
    expect(await cloud.diagnose(options)).toEqual([{ check: 'credentials', status: 'denied', detail: expect.any(String), remedy: expect.any(String) }]);
  });
});
