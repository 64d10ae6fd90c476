import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import type { SourcedObservations } from '../model/catalog/catalog.ts';
import type { ObservedType } from '../model/catalog/facts.ts';
import { compareTypes } from '../model/names/order.ts';
import { metricDefinitions } from '../model/registry/metrics.ts';
import type { Cell, RecordsFile } from './files.ts';
import { type FactFiles, readFacts } from './read.ts';
import { recordColumns } from './table-columns.ts';

/** The source of what snapshots say, in `sources.yaml`. */
const sourceId = 'snapshots';

/** What a merge changes: files by their path below the directory of the facts, and what it leaves out. */
export interface Merge {
  readonly files: ReadonlyMap<string, string>;
  /** Types whose family no file describes. */
  readonly leftOut: readonly string[];
}

/**
 * Takes what a snapshot says into the facts, as recorded replies: the types, their fields, regions and date. Only what
 * no reply of that day or later says already is written. `read` gives a file of the facts; undefined where there is
 * none.
 */
export function mergeSnapshot(facts: FactFiles, { source, types }: SourcedObservations, read: (path: string) => string | undefined): Merge {
  const date = source.asOf.slice(0, 10);
  const families = new Set(facts.families.map(({ value }) => value.family));
  const changed = new Map<string, ObservedType[]>();
  const leftOut: string[] = [];
  for (const type of types) {
    if (type.family === null || !families.has(type.family)) leftOut.push(type.id);
    else changed.set(type.family, [...(changed.get(type.family) ?? []), type]);
  }
  const files = new Map<string, string>();
  for (const [family, list] of changed) {
    const known = facts.records.find(({ value }) => value.family === family)?.value;
    const rows = list
      .map((type) => ({ id: type.id, metrics: type.metrics, cells: newCells(cellsOf(type), type.id, known, date) }))
      .filter(({ cells }) => cells.size > 0)
      .sort(compareTypes);
    if (rows.length === 0) continue;
    const path = `records/${family.replace('ecs.', '')}.yaml`;
    const head = read(path) ?? `family: ${family}\nrecords:\n`;
    files.set(path, `${head.trimEnd()}\n${formatRecord(rows, date, source.regions)}`);
  }
  const text = read('sources.yaml');
  if (files.size > 0 && text !== undefined) files.set('sources.yaml', withSource(text, date));
  return { files, leftOut };
}

/** A snapshot, and what messages call it. */
export interface NamedSnapshot {
  readonly name: string;
  readonly snapshot: SourcedObservations;
}

/**
 * Takes snapshots into the facts of a directory, one after the other, and checks the facts that this makes: all files
 * that are to be written, and what each snapshot changes. `today` is a day, `2026-12-31`. Rejects with UsageError where
 * a snapshot is of a later day, or what it says is no valid fact.
 */
export async function mergeSnapshots(
  directory: string,
  snapshots: readonly NamedSnapshot[],
  today: string,
): Promise<Pick<Merge, 'files'> & { readonly merges: readonly Merge[] }> {
  for (const { name, snapshot } of snapshots) {
    const date = snapshot.source.asOf.slice(0, 10);
    if (date > today) throw new UsageError(`${name} is of ${date}, which is later than ${today}, today.`);
  }
  const files = new Map<string, string>();
  const read = (path: string) => files.get(path) ?? (existsSync(join(directory, path)) ? readFileSync(join(directory, path), 'utf8') : undefined);
  const merges: Merge[] = [];
  let facts = await readFacts(directory);
  for (const { snapshot } of snapshots) {
    const merge = mergeSnapshot(facts, snapshot, read);
    for (const [path, text] of merge.files) files.set(path, text);
    facts = await readFacts(directory, files);
    merges.push(merge);
  }
  return { files, merges };
}

/** The columns of a type with what a reply shows in them. */
function cellsOf({ category, cpuArchitecture, processor, bootModes, metrics, features }: ObservedType): Map<string, Cell> {
  // A field that a metric is read from by itself stands in the column of the metric.
  const ofMetrics = new Set(metricDefinitions.flatMap(({ api }) => (api?.fields.length === 1 ? api.fields : [])));
  const shown = Object.values(features).flatMap((feature) => feature.shown.map(({ field, value }) => [field, value] as const));
  const cells = new Map<string, Cell | undefined>([
    ...metricDefinitions.map(({ key }) => [key, metrics[key]] as const),
    ...shown.filter(([field]) => !ofMetrics.has(field)),
    ['InstanceCategory', category],
    ['CpuArchitecture', cpuArchitecture],
    ['PhysicalProcessorModel', processor],
    ['SupportedBootModes.SupportedBootMode', bootModes?.join(' ')],
  ]);
  return new Map([...cells].flatMap(([column, cell]) => (cell === undefined || cell === null || !(column in recordColumns) ? [] : [[column, cell]])));
}

/**
 * The cells that no reply has already: none of that day or later has the column, and the newest before has something
 * else.
 */
function newCells(cells: ReadonlyMap<string, Cell>, id: string, known: RecordsFile | undefined, date: string): Map<string, Cell> {
  const replies = [...(known?.records ?? [])].sort((a, b) => (a.date < b.date ? 1 : -1));
  const isNew = ([column, cell]: readonly [string, Cell]) => {
    for (const { date: of, types } of replies) {
      const said = types.find(([name]) => name === id)?.[types[0]?.indexOf(column) ?? -1];
      if (said !== undefined && said !== null) return of < date && said !== cell;
    }
    return true;
  };
  return new Map([...cells].filter(isNew));
}

/** A record as the files have it: a table with aligned columns, of which none is empty. */
function formatRecord(rows: readonly { readonly id: string; readonly cells: ReadonlyMap<string, Cell> }[], date: string, regions: readonly string[]): string {
  const columns = Object.keys(recordColumns).filter((column) => rows.some(({ cells }) => cells.has(column)));
  const table = [['type', ...columns], ...rows.map(({ id, cells }) => [id, ...columns.map((column) => formatCell(cells.get(column) ?? null))])];
  const widths = table[0]?.map((_, i) => Math.max(...table.map((row) => row[i]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    `      - [${row.map((cell, i) => (i < row.length - 1 ? `${cell},`.padEnd((widths[i] ?? 0) + 1) : cell)).join(' ')}]\n`;
  return `  - source: ${sourceId}\n    date: "${date}"\n    regions: [${regions.join(', ')}]\n    types:\n${table.map(line).join('')}`;
}

/** A cell in YAML; a text stands in quotes where it could mean something else. */
function formatCell(cell: Cell): string {
  if (cell === null) return '~';
  if (typeof cell !== 'string') return String(cell);
  const isPlain = /^[A-Za-z][\w ()./-]*$/.test(cell) && !/^(true|false|null|yes|no|on|off)$/i.test(cell);
  return isPlain ? cell : JSON.stringify(cell);
}

/** The list of sources with that of snapshots, as young as what it gives. */
function withSource(text: string, date: string): string {
  const month = date.slice(0, 7);
  const read = text.replace(/^read: "(.*)"$/m, (line, old: string) => (old < month ? `read: "${month}"` : line));
  const entry = new RegExp(`(^  ${sourceId}:\\n(?:    .*\\n)*?    edition: )"(.*)"`, 'm');
  if (entry.test(read)) return read.replace(entry, (_, head: string, old: string) => `${head}"${old < date ? date : old}"`);
  return `${read.trimEnd()}\n  ${sourceId}:\n    title: Snapshots of cipu catalog pull\n    kind: api-record\n    edition: "${date}"\n`;
}
