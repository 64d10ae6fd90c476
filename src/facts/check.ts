import type { Checked } from '../documents/checked-file.ts';
import type { Path } from '../documents/document.ts';
import type { UsageError } from '../errors.ts';
import { type Catalog, guessFamily, overviewOf } from '../model/catalog/catalog.ts';
import { parseCondition } from '../model/catalog/condition.ts';
import { findSubject, isOffered, type Subject } from '../model/catalog/lookup.ts';
import { suggest, suggestWord } from '../model/names/suggestion.ts';
import { type Metrics, readMetrics } from '../model/registry/metrics.ts';
import { findContradictions } from './contradictions.ts';
import { toEntries, toFactSet } from './entries.ts';
import { type FamilyFile, parsePlatform, type RecordFacts, type StatementFacts, type StatementsFile, type Table, toRecords } from './files.ts';
import type { FactFiles } from './read.ts';
import { type CellCheck, figureCheckOf, recordColumns, typeColumns } from './table-columns.ts';

/** The mistakes in an organisation's own facts about a catalog that no schema finds. `today` is a day, `2026-12-31`. */
export function checkOwnFacts(file: Checked<StatementsFile>, catalog: Catalog, today: string): UsageError[] {
  const { families, sources } = catalog;
  const isOfCatalog = (subject: Subject | undefined) => subject?.type !== undefined && isOffered(subject, catalog);
  const own = Object.entries(file.value.sources ?? {});
  const known: Known = {
    sources: own.map(([id]) => id),
    families: families.map(({ id }) => id),
    // Nearly every type is found in one family: the others need not be read.
    hasType: (id) => isOfCatalog(findSubject(catalog, id)),
    types: () => families.flatMap((entry) => entry.types().map(({ id }) => id)),
    categories: [...new Set(families.flatMap((entry) => overviewOf(entry)?.category ?? []))],
    figures: new Map(),
    latest: today,
  };
  return [
    ...own.flatMap(([id, { edition }]) => [
      ...(Object.hasOwn(sources, id) ? [file.mistake(['sources', id], `${id} is a source of the package already.`, 'another id')] : []),
      ...checkDate(edition, ['sources', id, 'edition'], file, known, 'today'),
    ]),
    ...checkStatements(file, known),
  ];
}

/** What the files name: what may be named elsewhere. */
interface Known {
  readonly sources: readonly string[];
  readonly families: readonly string[];
  hasType(id: string): boolean;
  /** All names of types, for those that one may be misspelt for. */
  types(): readonly string[];
  readonly categories: readonly string[];
  /** Figures of the overview, by type. */
  readonly figures: ReadonlyMap<string, Metrics>;
  /** Nothing is of a later date: the month when the sources were last read, or for an organisation's own a day. */
  readonly latest: string;
}

/**
 * The mistakes that no schema finds: names nobody has, figures out of range, dates to come, the same thing twice,
 * contradictions.
 */
export function checkFacts(files: FactFiles): UsageError[] {
  const found = checkNames(files);
  // What is named wrongly is about nothing.
  return found.length > 0 ? found : findContradictions(toEntries(toFactSet(files)), files.statements);
}

function checkNames({ sources, families, statements, records, names }: FactFiles): UsageError[] {
  const recorded = records.flatMap(({ value }) => value.records.flatMap(({ types }) => typesOf(types)));
  const types = new Set([...families.flatMap(({ value }) => typesOf(value.types)), ...recorded]);
  const known: Known = {
    sources: Object.keys(sources.value.sources),
    families: families.map(({ value }) => value.family),
    hasType: (id) => types.has(id),
    types: () => [...types],
    categories: [...new Set(families.map(({ value }) => value.category))],
    figures: new Map(families.flatMap(({ value }) => toRecords(value.types).map((row) => [String(row.type), readMetrics(row, 'documentation')]))),
    latest: sources.value.read,
  };
  const found = Object.entries(sources.value.sources).flatMap(([id, { edition }]) => checkDate(edition, ['sources', id, 'edition'], sources, known));
  const owners = new Map<string, string>();
  for (const file of families) {
    found.push(...checkFamily(file));
    typesOf(file.value.types).forEach((id, i) => {
      const owner = owners.get(id);
      if (owner) found.push(file.mistake(['types', i + 1], `${id} is a type of ${owner} already.`));
      owners.set(id, file.value.family);
    });
  }
  found.push(...statements.flatMap((file) => checkStatements(file, known)));
  for (const file of records) {
    if (!known.families.includes(file.value.family)) found.push(file.mistake(['family'], `No family is called ${file.value.family}.`));
    file.value.records.forEach((record, i) => {
      found.push(...checkRecord(record, ['records', i], file, known));
      typesOf(record.types).forEach((id, j) => {
        const owner = owners.get(id);
        if (owner && owner !== file.value.family) found.push(file.mistake(['records', i, 'types', j + 1], `${id} is a type of ${owner}.`));
      });
    });
  }
  names.value.names.forEach(({ source, families: listed = [], types: ids = [] }, i) => {
    found.push(...checkSource(source, ['names', i, 'source'], names, known));
    const described = [...listed.filter((name) => known.families.includes(name)), ...ids.filter(known.hasType)];
    for (const name of described) found.push(names.mistake(['names', i], `${name} is described elsewhere, so it is more than a name.`));
  });
  return found;
}

const typesOf = (table: Table): string[] => table.slice(1).map(([id]) => String(id));

type File = Pick<Checked<unknown>, 'mistake'>;

function checkFamily(file: Checked<FamilyFile>): UsageError[] {
  const { has = [], lacks = [], platforms = [], types } = file.value;
  const both = lacks.flatMap((key, i) => (has.includes(key) ? [file.mistake(['lacks', i], `${key} is under "has" as well.`)] : []));
  const unreadable = platforms.flatMap((text, i) =>
    parsePlatform(text) ? [] : [file.mistake(['platforms', i], `"${text}" is no platform.`, 'such as CIPU, CIPU 2.0 or SHENLONG 3')],
  );
  return [...both, ...unreadable, ...checkTable(types, ['types'], typeColumns, file)];
}

function checkStatements(file: Checked<StatementsFile>, known: Known): UsageError[] {
  const { statements = [], figures = [] } = file.value;
  const given = new Set<string>();
  return [
    ...statements.flatMap((statement, i) => checkStatement(statement, ['statements', i], file, known)),
    ...figures.flatMap(({ metric, source, values }, i) => {
      const path = ['figures', i];
      const misplaced = Object.entries(values).flatMap(([id, value]) => [
        ...(isGiven(given, `${metric} of ${id}`) ? [file.mistake([...path, 'values', id], `${id} has a figure for ${metric} already.`)] : []),
        ...(known.hasType(id) ? [] : [file.mistake([...path, 'values', id], `No family has a type ${id}.`, suggestName(id, known.types()))]),
        ...checkCell(value, figureCheckOf(metric), [...path, 'values', id], file),
        ...((known.figures.get(id)?.[metric] ?? value) === value
          ? []
          : [file.mistake([...path, 'values', id], `${source} gives ${id} another figure than the overview, which has ${known.figures.get(id)?.[metric]}.`)]),
      ]);
      return [...checkSource(source, [...path, 'source'], file, known), ...misplaced];
    }),
  ];
}

/** The names nearest to one; what all names begin with makes none more alike. */
const suggestName = (name: string, names: readonly string[]) =>
  name.startsWith('ecs.')
    ? suggest(
        name.slice(4),
        names.map((one) => one.slice(4)),
        'ecs.',
      )
    : suggest(name, names);

function isGiven(given: Set<string>, figure: string): boolean {
  const size = given.size;
  return given.add(figure).size === size;
}

function checkStatement({ source, where, closed, ...scope }: StatementFacts, path: Path, file: File, known: Known): UsageError[] {
  const { families = [], types = [], categories = [] } = scope;
  const missing = (
    key: string,
    names: readonly string[],
    isKnown: (name: string) => boolean,
    problem: (name: string) => string,
    all?: () => readonly string[],
  ) => names.flatMap((name, i) => (isKnown(name) ? [] : [file.mistake([...path, key, i], problem(name), all && suggestName(name, all()))]));
  return [
    ...checkSource(source, [...path, 'source'], file, known),
    ...missing(
      'families',
      families,
      (name) => known.families.includes(name),
      (name) => `No family is called ${name}.`,
      () => known.families,
    ),
    ...missing('types', types, known.hasType, (name) => `No family has a type ${name}.`, known.types),
    // It would hold for the whole family: its types would be named in vain.
    ...missing(
      'types',
      types,
      (name) => !families.includes(guessFamily(name, known.families)),
      (name) => `${name} is a type of a family that the statement names.`,
    ),
    ...missing(
      'categories',
      categories,
      (name) => known.categories.includes(name),
      (name) => `No family is of the category ${name}.`,
      () => known.categories,
    ),
    ...(families.length + types.length + categories.length === 0
      ? [file.mistake(path, 'The statement names nothing that it holds for.', 'families, types or categories')]
      : []),
    ...(where !== undefined && !parseCondition(where)
      ? [file.mistake([...path, 'where'], `"${where}" is no bound of a metric.`, 'the key of a metric and a figure, such as vcpus < 4')]
      : []),
    ...(closed && (types.length > 0 || where !== undefined) ? [file.mistake([...path, 'closed'], 'Only a list of whole families can be closed.')] : []),
  ];
}

function checkRecord({ source, date, types }: RecordFacts, path: Path, file: File, known: Known): UsageError[] {
  return [
    ...checkSource(source, [...path, 'source'], file, known),
    ...checkDate(date, [...path, 'date'], file, known),
    ...checkTable(types, [...path, 'types'], recordColumns, file),
  ];
}

function checkTable(table: Table, path: Path, columns: Readonly<Record<string, CellCheck>>, file: File): UsageError[] {
  const [head = [], ...rows] = table;
  const names = head.map(String);
  const found = names.flatMap((name, i) => {
    const at = [...path, 0, i];
    if (i === 0) return name === 'type' ? [] : [file.mistake(at, 'The first column of a table is "type".')];
    if (names.indexOf(name) < i) return [file.mistake(at, `There are two columns "${name}".`)];
    return Object.hasOwn(columns, name) ? [] : [file.mistake(at, `"${name}" is no column of this table.`, suggestWord(name, Object.keys(columns)))];
  });
  rows.forEach((row, i) => {
    const at = [...path, i + 1];
    if (row.length !== names.length) found.push(file.mistake(at, `The row has ${row.length} cells, the table ${names.length} columns.`));
    if (!/^ecs\.[a-z0-9].*\./.test(String(row[0]))) found.push(file.mistake([...at, 0], `"${row[0]}" is no full name of a type.`));
    row.slice(1).forEach((cell, j) => {
      if (cell !== null) found.push(...checkCell(cell, columns[names[j + 1] ?? ''], [...at, j + 1], file, names[j + 1]));
    });
  });
  return found;
}

function checkCell(cell: Parameters<CellCheck>[0], check: CellCheck | undefined, path: Path, file: File, column?: string): UsageError[] {
  const wanted = check?.(cell);
  return wanted === undefined ? [] : [file.mistake(path, `${column ? `${column} cannot be` : 'The figure cannot be'} ${JSON.stringify(cell)}.`, wanted)];
}

function checkSource(source: string, path: Path, file: File, { sources }: Known): UsageError[] {
  return sources.includes(source) ? [] : [file.mistake(path, `No source is called "${source}".`, suggestWord(source, sources))];
}

/** A date may be as vague as a year. */
function checkDate(date: string, path: Path, file: File, { latest }: Known, when = 'when the sources were last read'): UsageError[] {
  if (!isDate(date)) return [file.mistake(path, `"${date}" is no date.`, 'such as "2026-01-29", "2026-01", "2026-Q1" or "2026"')];
  const [, year = '', quarter] = /^(\d{4})(?:-Q([1-4]))?/.exec(date) ?? [];
  const start = quarter ? `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}` : date;
  return start.slice(0, latest.length) > latest ? [file.mistake(path, `${date} is later than ${latest}, ${when}.`)] : [];
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return /^\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$/.test(text);
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
