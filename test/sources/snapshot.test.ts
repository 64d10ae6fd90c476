import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toObservedType } from '../../src/ecs/mapper.ts';
import { UsageError } from '../../src/errors.ts';
import { checkTarget } from '../../src/files/whole-file.ts';
import type { SourcedObservations } from '../../src/model/catalog/catalog.ts';
import { formatSnapshot, parseSnapshot } from '../../src/sources/snapshot.ts';
import { readSnapshot, writeSnapshot } from '../../src/sources/snapshot-file.ts';

const reply = {
  InstanceTypeId: 'ecs.g8i.xlarge',
  InstanceTypeFamily: 'ecs.g8i',
  InstanceCategory: 'General-purpose',
  CpuCoreCount: 4,
  MemorySize: 16,
  EriQuantity: 1,
  NvmeSupport: 'required',
  NetworkInfo: { BandwidthWeighting: { WeightingInfos: { WeightingInfo: [{ a: 1 }] } } },
};

const observations: SourcedObservations = {
  source: { type: 'live', asOf: '2026-02-03T04:05:06.000Z', regions: ['cn-hangzhou'], complete: true },
  families: [
    { id: 'ecs.g10', generation: null, regions: ['cn-hangzhou'] },
    { id: 'ecs.g8i', generation: 'ecs-8', regions: ['cn-hangzhou'] },
  ],
  types: [{ InstanceTypeId: 'ecs.g10.large', InstanceTypeFamily: 'ecs.g10' }, reply].flatMap((one) => toObservedType(one) ?? []),
};
const partial: SourcedObservations = { ...observations, source: { ...observations.source, complete: false, gaps: ['eu-west-1 is missing: "gone".'] } };

/** The snapshot's document with a part of it replaced; the path is dotted. */
function altered(path: string, value: unknown): string {
  const document = JSON.parse(formatSnapshot(observations));
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce((object, key) => object[key], document);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return JSON.stringify(document);
}

/** The UsageError that something throws: its message and hint. */
function refusal(work: () => unknown): { message: string; hint: string | undefined } {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    const { message, hint } = error as UsageError;
    return { message, hint };
  }
  throw new Error('nothing was refused');
}

describe('a snapshot as text', () => {
  it.each([
    { name: 'complete', given: observations },
    { name: 'with gaps', given: partial },
  ])('gives back what was observed, $name', ({ given }) => {
    const { source, families, types } = parseSnapshot(formatSnapshot(given), 'file');
    expect(source).toEqual({ ...given.source, type: 'snapshot' });
    expect(families).toEqual([...given.families].reverse());
    expect(types).toEqual([...given.types].reverse());
  });

  it('has a line for each family and type, in natural order', () => {
    const lines = formatSnapshot(observations).split('\n');
    expect(lines.map((line) => /^\{"id":"(.*?)"/.exec(line)?.[1] ?? line.slice(0, 12))).toEqual([
      '{"schemaVers',
      '"families":[',
      'ecs.g8i',
      'ecs.g10',
      '],',
      '"types":[',
      'ecs.g8i.xlarge',
      'ecs.g10.large',
      ']}',
      '',
    ]);
  });

  it('leaves out features and metrics that this version does not know, and verdicts', () => {
    const told = { status: 'yes', shown: [] };
    const features = { erdma: told, teleport: told, cipu: told, constructor: told };
    const [type] = parseSnapshot(altered('types.0.features', features), 'file').types;
    expect(type?.features).toEqual({ erdma: told });
    const [other] = parseSnapshot(altered('types.0.metrics', { vcpus: 4, tachyons: 7 }), 'file').types;
    expect(other?.metrics).toEqual({ vcpus: 4 });
  });

  const whole = formatSnapshot(observations);
  it.each([
    { name: 'empty', text: '', message: 'file is empty.' },
    { name: 'blank', text: ' \n', message: 'file is empty.' },
    { name: 'cut short', text: whole.slice(0, -40), message: 'file is damaged or cut short: it is not whole JSON.' },
    { name: 'cut short early', text: whole.slice(0, 60), message: 'file is damaged or cut short: it is not whole JSON.' },
    { name: 'of something else', text: 'apiVersion: v1\n', message: 'file is not a snapshot: it is not JSON.' },
    { name: 'of bytes', text: '\u0000\ufffd\ufffdELF', message: 'file is not a snapshot: it is not JSON.' },
    { name: 'a list', text: '[]', message: 'file is not a snapshot.' },
    { name: 'null', text: 'null', message: 'file is not a snapshot.' },
    { name: 'another document', text: '{"schemaVersion":1,"kind":"families"}', message: 'file is not a snapshot: its kind is "families".' },
  ])('is refused when it is $name', ({ text, message }) => {
    expect(refusal(() => parseSnapshot(text, 'file'))).toEqual({ message, hint: 'cipu catalog pull FILE writes a snapshot' });
  });

  it('is refused when it is of a newer version', () => {
    expect(refusal(() => parseSnapshot(altered('schemaVersion', 2), 'file'))).toEqual({
      message: 'file was written by a newer version of cipu: its schema version is 2, this one reads 1.',
      hint: 'update cipu, or pull the snapshot again with this version',
    });
  });

  it.each([
    { path: 'schemaVersion', value: undefined, message: 'schemaVersion is not the number 1' },
    { path: 'schemaVersion', value: '2', message: 'schemaVersion is not the number 1' },
    { path: 'source', value: undefined, message: 'source.asOf is not a text' },
    { path: 'source.asOf', value: '2026-Q1', message: 'source.asOf is not a time' },
    { path: 'source.asOf', value: '2026-99-99T00:00:00Z', message: 'source.asOf is not a time' },
    { path: 'source.regions', value: 'cn-hangzhou', message: 'source.regions is not a list' },
    { path: 'source.complete', value: 'yes', message: 'source.complete is not true or false' },
    { path: 'source.gaps', value: [1], message: 'source.gaps[0] is not a text' },
    { path: 'families', value: undefined, message: 'families is not a list' },
    { path: 'families.1', value: null, message: 'families[1].id is not a text' },
    { path: 'families.1.id', value: 'ecs.g8i', message: 'families: ecs.g8i is not there once only' },
    { path: 'families.0.generation', value: 8, message: 'families[0].generation is not a text' },
    { path: 'families.0.regions', value: null, message: 'families[0].regions is not a list' },
    { path: 'types', value: {}, message: 'types is not a list' },
    { path: 'types.0.family', value: undefined, message: 'types[0].family is not a text' },
    { path: 'types.0.features', value: [], message: 'types[0].features is not an object' },
    { path: 'types.0.features.erdma', value: 'yes', message: 'types[0].features.erdma.status is not yes or no' },
    { path: 'types.0.features.erdma.shown', value: null, message: 'types[0].features.erdma.shown is not a list' },
    { path: 'types.0.features.erdma.shown.0.value', value: {}, message: 'types[0].features.erdma.shown[0].value is not a plain value' },
    { path: 'types.0.metrics', value: null, message: 'types[0].metrics is not an object' },
    { path: 'types.0.metrics.vcpus', value: '4', message: 'types[0].metrics.vcpus is not a number' },
  ])('is refused when $path is $value', ({ path, value, message }) => {
    expect(refusal(() => parseSnapshot(altered(path, value), 'file')).message).toBe(`file: ${message}: the snapshot is damaged.`);
  });
});

describe('a snapshot as a file', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'cipu-snapshot-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));
  const at = (name: string) => join(directory, name);

  it.each([
    { name: 'plain.json', toText: (content: Buffer) => content.toString() },
    { name: 'packed.json.gz', toText: (content: Buffer) => gunzipSync(content).toString() },
  ])('$name is written and read', ({ name, toText }) => {
    const bytes = writeSnapshot(at(name), observations);
    const content = readFileSync(at(name));
    expect(bytes).toBe(content.length);
    expect(toText(content)).toBe(formatSnapshot(observations));
    expect(readSnapshot(at(name))).toEqual(parseSnapshot(formatSnapshot(observations), 'file'));
    expect(readdirSync(directory), 'no temporary file stays').toEqual([name]);
  });

  it('is unpacked whatever its name', () => {
    writeFileSync(at('renamed.json'), gzipSync(formatSnapshot(observations)));
    expect(readSnapshot(at('renamed.json')).families).toHaveLength(2);
  });

  it.each([
    {
      name: 'cut short',
      content: gzipSync(formatSnapshot(observations)).subarray(0, -20),
      message: /damaged or cut short: it cannot be unpacked \(Z_BUF_ERROR\)/,
    },
    { name: 'of other bytes', content: Buffer.from([0x1f, 0x8b, 1, 2, 3, 4]), message: /damaged or cut short: it cannot be unpacked \(Z_\w+\)/ },
    { name: 'packed and empty', content: gzipSync(''), message: /is empty/ },
    { name: 'without end once it is unpacked', content: gzipSync(Buffer.alloc(65 * 2 ** 20, ' ')), message: /is too large: it unpacks to more than 64 MiB/ },
    { name: 'too large', content: Buffer.alloc(65 * 2 ** 20, ' '), message: /is too large: 65 MiB, 64 MiB at most/ },
    { name: 'deeper than any', content: gzipSync('['.repeat(1_000_000)), message: /is not a snapshot: it nests deeper than 64 levels/ },
    { name: 'binary', content: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0xff]), message: /is not a snapshot: it is not JSON/ },
  ])('is refused when it is $name', ({ content, message }) => {
    writeFileSync(at('file'), content);
    expect(refusal(() => readSnapshot(at('file'))).message).toMatch(message);
  });

  it('is refused when it is a directory, a device or not there', () => {
    expect(refusal(() => readSnapshot(directory)).message).toBe(`${directory} is not a file.`);
    expect(refusal(() => readSnapshot('/dev/zero')).message).toBe('/dev/zero is not a file.');
    expect(refusal(() => readSnapshot(at('none'))).message).toBe(`${at('none')} cannot be read (ENOENT).`);
  });

  it('takes the place of an old one, also behind a link', () => {
    writeFileSync(at('old.json'), 'old');
    symlinkSync('old.json', at('link.json'));
    writeSnapshot(at('link.json'), observations);
    expect(readFileSync(at('old.json'), 'utf8')).toBe(formatSnapshot(observations));
    expect(readdirSync(directory, { withFileTypes: true }).map((entry) => [entry.name, entry.isSymbolicLink()])).toEqual([
      ['link.json', true],
      ['old.json', false],
    ]);
  });

  it('is not written where no file can be', () => {
    expect(refusal(() => checkTarget(at('none/file'))).message).toBe(`${at('none/file')} cannot be written (ENOENT).`);
    expect(refusal(() => checkTarget(directory)).message).toBe(`${directory} cannot be written: it is there and not a file.`);
    expect(refusal(() => writeSnapshot('/dev/null', observations)).message).toBe('/dev/null cannot be written: it is there and not a file.');
    if (process.getuid?.() === 0) return;
    mkdirSync(at('shut'));
    chmodSync(at('shut'), 0o500);
    expect(refusal(() => checkTarget(at('shut/file'))).message).toBe(`${at('shut/file')} cannot be written (EACCES).`);
  });

  it('leaves nothing behind when it cannot be written', () => {
    expect(refusal(() => writeSnapshot(at('x'.repeat(300)), observations)).message).toMatch(/cannot be written \(ENAMETOOLONG\)/);
    expect(readdirSync(directory)).toEqual([]);
  });
});
