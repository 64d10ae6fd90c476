import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { featureDefinitions } from '../../src/model/registry/features.ts';
import { expectError, linesOf, outputOf } from '../helpers/outcome.ts';
import { validatorOf } from '../helpers/own-schemas.ts';
import { runCipu } from '../helpers/run.ts';

const widest = (text: string) => Math.max(...linesOf(text).map((line) => stringWidth(line)));
const jsonOf = async (...args: readonly string[]) => JSON.parse(outputOf(await runCipu([...args, '-o', 'json'])));

describe('cipu features', () => {
  it.each([60, 80])('shows an address that is too long for its indent further left, on a terminal of %i columns', async (columns) => {
    const shown = linesOf(outputOf(await runCipu(['features', 'erdma'], { columns, env: { NO_COLOR: '1' } })));
    const addresses = shown.filter((line) => /^ *https:\/\/\S+$/.test(line));
    expect(addresses.length).toBeGreaterThan(0);
    for (const line of addresses) expect(line.search(/\S/)).toBe(Math.max(0, Math.min(6, columns - line.trim().length)));
    expect(addresses.some((line) => !line.startsWith(' '.repeat(6)))).toBe(true);
  });

  it('fits 80 columns without a break: a line a feature', async () => {
    const { stdout, stderr } = await runCipu(['features']);
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    expect(linesOf(stdout)).toHaveLength(featureDefinitions.length + 1);
    expect(linesOf(stderr)).toContain(
      'Families: how many of 209 on sale are known to have it, if only in part, as of 2026-Q1. cipu features KEY explains one.',
    );
  });

  it('shows a question mark, and no nought, where nobody knows of a family', async () => {
    const lines = linesOf(outputOf(await runCipu(['features'])));
    expect(lines.find((line) => line.startsWith('sriov '))).toMatch(/ \?$/);
    expect(lines.find((line) => line.startsWith('erdma '))).toMatch(/ 67$/);
    expect(outputOf(await runCipu(['features', '-o', 'csv', '--columns', 'key,families,inPart,without,unknown']))).toContain('\nerdma,67,7,120,22\n');
    expect(outputOf(await runCipu(['features', 'sriov', '-o', 'csv', '--no-header', '--columns', 'families,without,unknown']))).toBe(',0,209\n');
  });

  it('has details in wide', async () => {
    const line = linesOf(outputOf(await runCipu(['features', '-o', 'wide']))).find((one) => one.startsWith('erdma '));
    expect(line?.split(/ {2,}/).slice(2)).toEqual(['67', '7', '120', '22', '5', 'EriQuantity > 0; documentation; no by no-cipu']);
  });
});

describe('cipu features KEY', () => {
  it('explains the feature', async () => {
    const { stdout, stderr, code } = await runCipu(['features', 'erdma']);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    for (const part of [
      /^erdma {2}Elastic RDMA\n/,
      /\n {2}IPv6 +An ERI has no IPv6 address\. \[2\]\n/,
      /\n {2}image +On enterprise-level instances: Alibaba Cloud Linux 3/,
      /\n {2}API +EriQuantity > 0\n/,
      /\n {2}rules +no by no-cipu: elastic RDMA is a capability of CIPU\n/,
      /\n {2}families +60 have it, 7 in part, 120 do not, 22 not known; 209 are on sale\n/,
      /\n {2}with it +cipu families --has erdma\n/,
      /\n {2}\[2\] {2}"Enable eRDMA on enterprise-level instances", 2026-01-29\n {6}https:/,
    ]) {
      expect(stdout).toMatch(part);
    }
  });

  it.each([
    [['features', 'eRDMA']],
    [['features', 'Elastic RDMA']],
    [['explain', 'erdma']],
    [['show', 'erdma', '--offline']],
    [['show', 'eRDMA', '--offline']],
    [['features', 'erdma', '-o', 'wide']],
  ])('is where cipu %s leads', async (args) => {
    expect(outputOf(await runCipu(args))).toBe(outputOf(await runCipu(['features', 'erdma'])));
  });

  it.each(featureDefinitions.map(({ key }) => key))('%s fits the terminal, addresses aside, and breaks no word at 80 columns', async (key) => {
    const pageAt = async (columns?: number) => stripVTControlCharacters(outputOf(await runCipu(['features', key], columns === undefined ? {} : { columns })));
    for (const columns of [60, 80]) {
      const text = linesOf(await pageAt(columns)).filter((line) => !line.includes('https://'));
      expect(text.filter((line) => stringWidth(line) > columns)).toEqual([]);
    }
    const words = (page: string) => page.split(/\s+/);
    expect(words(await pageAt(80))).toEqual(words(await pageAt()));
  });

  it('names commands that list the families that it counts', async () => {
    for (const key of ['erdma', 'cipu', 'bare-metal']) {
      const { families, commands } = (await jsonOf('features', key)).features[0];
      const listed = async (command: string) => (await jsonOf(...command.split(' ').slice(1), '--offline')).families;
      expect(await listed(commands.with)).toHaveLength(families.yes + families.some);
      expect(await listed(commands.without)).toHaveLength(families.no);
    }
  });

  it('gives programs the row of the list', async () => {
    const all = await jsonOf('features');
    const one = await jsonOf('features', 'metal');
    expect(one).toEqual({ ...all, features: [all.features.find(({ key }: { key: string }) => key === 'bare-metal')] });
    expect(await jsonOf('show', 'metal', '--offline')).toEqual(one);
    expect(outputOf(await runCipu(['features', 'metal', '-o', 'names']))).toBe('bare-metal\n');
    expect(JSON.parse(outputOf(await runCipu(['features', 'metal', '-o', 'jsonl'])))).toEqual(one.features[0]);
  });

  it.each(['cipu', 'erdma', 'ptp', 'memoryGiB', 'eris'])('%s meets the published schema', async (key) => {
    const document = await jsonOf('features', key);
    const validate = validatorOf(document.kind);
    validate(document);
    expect(validate.errors).toBeNull();
  });

  it.each([
    { args: ['features', 'erdam'], message: 'No feature and no metric is called "erdam".', hint: 'did you mean erdma?' },
    { args: ['explain', 'teleportation'], message: 'No feature and no metric is called "teleportation".', hint: 'cipu features lists the features' },
    { args: ['features', 'G8i'], message: 'ecs.g8i is no feature.', hint: 'cipu show G8i shows what it has' },
    { args: ['features', ''], message: 'No feature and no metric is called "".', hint: 'cipu features lists the features' },
  ])('says of $args that there is none', async ({ args, message, hint }) => {
    expectError(await runCipu(args), { code: 2, message, hint });
  });

  it('counts over a snapshot, and gives way in cipu show to a family of that name', async () => {
    const source = { asOf: '2025-10-11T12:13:14.000Z', regions: ['cn-hangzhou'], complete: true };
    const families = [{ id: 'ecs.gpu', generation: null, regions: ['cn-hangzhou'] }];
    const home = { 'snapshot.json': JSON.stringify({ schemaVersion: 1, kind: 'snapshot', source, families, types: [] }) };
    const run = async (...args: readonly string[]) => outputOf(await runCipu([...args, '--source', 'snapshot.json'], { home }));
    expect(await run('features', 'gpu')).toMatch(
      /\nWho has it \(snapshot, cn-hangzhou, 2025-10-11\)\n {2}families +0 have it, 0 do not, 1 not known; 1 are on sale\n/,
    );
    expect(await run('show', 'gpu')).toMatch(/^ecs\.gpu/);
    expect(await run('show', 'erdma')).toBe(await run('features', 'erdma'));
  });

  it('counts what an organisation states, and names it as a source', async () => {
    const facts =
      'sources:\n  ours: {title: Our measurements, edition: "2025-10"}\nstatements:\n  - {feature: sriov, status: yes, families: [ecs.g8i], source: ours}\n';
    const { stdout } = await runCipu(['features', 'sriov', '--facts', 'facts.yaml'], { home: { 'facts.yaml': facts } });
    expect(stdout).toMatch(/families +1 have it, 0 do not, 208 not known/);
    expect(stdout).toContain('[1]  "Our measurements", 2025-10\n');
  });
});

describe('cipu features with the name of a metric', () => {
  it('says that it is one, and gives its unit, flag and column', async () => {
    const { stdout, code } = await runCipu(['features', 'memory']);
    expect(code).toBe(0);
    for (const part of ['memoryGiB  Memory\n', 'A metric', 'GiB', '--memory 8..32', '--columns memoryGiB', "--require 'memoryGiB>=8'", 'MemorySize']) {
      expect(stdout).toContain(part);
    }
  });

  it('explains the feature where both have the name', async () => {
    expect(outputOf(await runCipu(['features', 'local-disks', '-o', 'names']))).toBe('local-disks\n');
    expect((await jsonOf('features', 'local-disks')).kind).toBe('features');
  });

  it('has a command that runs', async () => {
    for (const key of ['vcpus', 'eris', 'persistentMemoryGiB']) {
      const { command } = (await jsonOf('explain', key)).metrics[0];
      expect((await runCipu([...command.split(' ').slice(1), '--limit', '1'])).code, command).toBe(0);
    }
  });
});
