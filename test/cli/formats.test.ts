import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { linesOf, outputOf } from '../helpers/outcome.ts';
import { validatorOf } from '../helpers/own-schemas.ts';
import { readDelimited, readMarkdown, readTable, toVerdict } from '../helpers/read-formats.ts';
import { runCipu } from '../helpers/run.ts';

interface Row {
  readonly family?: string;
  readonly type?: string;
  readonly cipu: { readonly verdict: string };
}

const answers = new Map<string, Promise<string>>();

/** What a list prints. It is printed once: the answers to all formats are held against one another. */
function list(...args: string[]): Promise<string> {
  const key = args.join(' ');
  const answer = answers.get(key) ?? runCipu([...args, '--offline', '--retired', '--quiet']).then(outputOf);
  answers.set(key, answer);
  return answer;
}

const nameOf = (kind: string, row: Row) => (kind === 'types' ? row.type : row.family) ?? '';

describe.each(['families', 'types'])('%s', (kind) => {
  const documentOf = (text: string): readonly [string, string][] => JSON.parse(text)[kind].map((row: Row) => [nameOf(kind, row), row.cipu.verdict]);
  const nameKey = kind.replace(/ies$/, 'y').replace(/s$/, '');
  const header = nameKey === 'family' ? 'Family' : 'Type';
  const readers: Readonly<Record<string, (text: string) => readonly (readonly [string, string])[]>> = {
    jsonl: (text) =>
      linesOf(text)
        .map((line) => JSON.parse(line))
        .map((row) => [nameOf(kind, row), row.cipu.verdict]),
    yaml: (text) => parseYaml(text)[kind].map((row: Row) => [nameOf(kind, row), row.cipu.verdict]),
    csv: (text) => readDelimited(text, ',').map((row) => [row[nameKey] ?? '', row.cipu ?? '']),
    tsv: (text) => readDelimited(text, '\t').map((row) => [row[nameKey] ?? '', row.cipu ?? '']),
    markdown: (text) => readMarkdown(text).map((row) => [row[header] ?? '', toVerdict(row.CIPU ?? '')]),
    table: (text) => readTable(text).map((row) => [row[header] ?? '', toVerdict(row.CIPU ?? '')]),
    wide: (text) => readTable(text).map((row) => [row[header] ?? '', toVerdict(row.CIPU ?? '')]),
  };

  it.each(Object.entries(readers))('-o %s gives the verdicts of -o json', async (format, read) => {
    // All of them take a YAML parser seconds.
    const patterns = format === 'yaml' ? ['g8*'] : [];
    const [json, text] = await Promise.all([list(kind, ...patterns, '-o', 'json'), list(kind, ...patterns, '-o', format)]);
    expect(read(text)).toEqual(documentOf(json));
  });

  it('-o names with --cipu gives the verdicts of -o json', async () => {
    const expected = documentOf(await list(kind, '-o', 'json'));
    for (const verdict of ['yes', 'no', 'unknown']) {
      const names = expected.filter(([, found]) => found === verdict).map(([name]) => name);
      expect(linesOf(await list(kind, '-o', 'names', '--cipu', verdict))).toEqual(names);
    }
    expect(new Set(expected.map(([, verdict]) => verdict))).toEqual(new Set(['yes', 'no', 'unknown']));
  });

  it('-o yaml holds the very document of -o json', async () => {
    const [json, yaml] = await Promise.all([list(kind, '-o', 'json', 'g8*'), list(kind, '-o', 'yaml', 'g8*')]);
    expect(parseYaml(yaml)).toEqual(JSON.parse(json));
  });

  it('-o csv and -o tsv hold the features and metrics of -o json', async () => {
    const [json, csv, tsv] = await Promise.all([list(kind, '-o', 'json'), list(kind, '-o', 'csv'), list(kind, '-o', 'tsv')]);
    const records = readDelimited(csv, ',');
    expect(readDelimited(tsv, '\t')).toEqual(records);
    const rows: readonly { features: Record<string, { status: string }>; metrics: Record<string, number | { min: number; max: number }> }[] =
      JSON.parse(json)[kind];
    expect(records).toHaveLength(rows.length);
    for (const [i, { features, metrics }] of rows.entries()) {
      const record = records[i] ?? {};
      for (const [key, { status }] of Object.entries(features)) expect(record[key], `${record[nameKey]} ${key}`).toBe(status);
      for (const key of ['vcpus', 'memoryGiB', 'networkGbps', 'diskIops']) {
        const metric = metrics[key];
        const ends = typeof metric === 'object' ? { [`${key}.min`]: metric.min, [`${key}.max`]: metric.max } : { [key]: metric };
        for (const [column, value] of Object.entries(ends)) {
          const expected = kind === 'families' && value === undefined ? undefined : (value?.toString() ?? '');
          if (expected !== undefined) expect(record[column], `${record[nameKey]} ${column}`).toBe(expected);
        }
      }
    }
  });
});

describe('documents', () => {
  it.each([
    { kind: 'families', args: ['families', '--retired'] },
    { kind: 'types', args: ['types', '--retired'] },
    { kind: 'pages', args: ['show', 'g8i', 'c7re', 'g8i.xlarge', 'ebmgn8v'] },
    { kind: 'features', args: ['features'] },
  ])('$kind meet the published schema', async ({ kind, args }) => {
    const document = JSON.parse(outputOf(await runCipu([...args, '--json'])));
    const validate = validatorOf(kind);
    validate(document);
    expect(validate.errors).toBeNull();
    expect(document).toMatchObject({ schemaVersion: 1, kind });
  });

  it('say that they are embedded and of when', async () => {
    const document = JSON.parse(await list('families', 'g8i', '--json'));
    expect(document.source).toEqual({ type: 'embedded', asOf: '2026-Q1', regions: [], complete: true });
  });

  it('are the same twice', async () => {
    const [first, second] = [await runCipu(['types', '--json']), await runCipu(['types', '--json'])];
    expect(outputOf(first)).toBe(outputOf(second));
  });
});
