import { decodeText } from '../documents/decode.ts';
import type { Document } from '../documents/document.ts';
import { parseJson } from '../documents/json.ts';
import { parseJsonLines } from '../documents/json-lines.ts';
import { UsageError } from '../errors.ts';
import { findNames } from '../model/names/named-in-text.ts';
import type { Target } from '../model/policy/target.ts';
import { isCipuCsv, readCsv } from './csv.ts';
import { explainMentions, type HeldFindings, type Located } from './explain-mentions.ts';
import type { Findings, Input, InputFormat, ReadOptions } from './input.ts';
import { readList } from './list-of-names.ts';
import type { HeldText, Reader } from './reader.ts';
import { readers } from './readers.ts';
import { isDocumentFile, isTerraformCode, type Shape, shapeOf, withoutLogLines } from './shape.ts';
import { namesTypes, readText } from './text.ts';
import { treeReader } from './tree.ts';

const planHint = 'terraform show -json PLAN > plan.json';

const knownForms = `known are ${readers.map(({ what }) => what).join(', ')}, tables and lists of names; --input-format text takes every type that a text names`;

/** How deep texts are read that stand in texts. */
const maxHeld = 5;

/** A text on its way, and what messages call it. */
interface Source {
  readonly text: string;
  readonly file: string;
  readonly label: string;
}

/**
 * Reads the targets of an input, in its order. The form is the one that the options name, or else told by the content.
 * Rejects with UsageError for what is not text, not well formed, of no known form and without any type, or not of the
 * form that is named.
 */
export async function readTargets(input: Input, options: ReadOptions): Promise<Findings> {
  const { format } = options;
  const label = input.name === '-' ? 'Standard input' : input.name;
  const decoded = decodeText(input.content, label);
  // A lone carriage return ends a line as well.
  const text = withoutLogLines(decoded.includes('\r') ? decoded.replace(/\r(?!\n)/g, '\n') : decoded);
  const source = { text, file: input.name, label };
  if (text.trim() === '' && format !== 'list') throw new UsageError(`${label} is empty.`);
  if ((format === undefined || format === 'terraform') && isTerraformCode(text, input.name)) {
    const { readCode } = await import('./terraform-code/input.ts');
    return readCode(input.name, input.content, options);
  }
  const shape = shapeOf(text, input.name);
  refuseTerraformText(text, shape, label);
  const whole = (form: InputFormat, targets: readonly Target[], notes: readonly string[] = []): Findings => ({ format: form, targets, gaps: [], notes });
  if (format === 'list' || (shape === 'list' && format === undefined)) return whole('list', readList(text, input.name, label));
  if (shape === 'csv' && (format ?? 'csv') === 'csv') return whole(isCipuCsv(text) ? 'cipu' : 'csv', await readCsv(text, input.name, label));
  if (shape === 'csv' && format === 'cipu' && isCipuCsv(text)) return whole('cipu', await readCsv(text, input.name, label));
  if (format === 'csv') throw new UsageError(`${label} is not a table with a header.`, { hint: 'without --input-format the content tells the form' });
  const asText = () => {
    if (format === undefined && !namesTypes(text)) readList(text, input.name, label);
    return whole('text', readText(text, input.name), [textNote]);
  };
  if ((format === undefined || format === 'text') && (shape === 'text' || shape === 'list' || shape === 'csv')) return asText();
  const documents = await parseOr(source, shape, options, asText);
  return 'format' in documents ? documents : readDocuments(documents, source, shape, options);
}

const textNote = 'It is of no form that is read otherwise, so every type that it names is taken as chosen.';

/** Refuses what Terraform writes besides plans and states in JSON. */
function refuseTerraformText(text: string, shape: Shape, label: string): void {
  if (shape.startsWith('json') && /^\s*\{[^\n]*"@level"\s*:/.test(text.slice(0, 2000))) {
    throw new UsageError(`${label} is the log of a Terraform run, not its plan.`, { hint: planHint });
  }
  if (/^(Terraform|OpenTofu) (used the selected providers|will perform the following actions)/m.test(text.slice(0, 20_000))) {
    throw new UsageError(`${label} is a plan as it is printed for people.`, { hint: planHint });
  }
}

/**
 * The documents of a text. What is malformed is an error, unless its file says that it is no document or a text is
 * asked for.
 */
async function parseOr({ text, file, label }: Source, shape: Shape, { format }: ReadOptions, asText: () => Findings): Promise<readonly Document[] | Findings> {
  try {
    return await parse(text, label, format === 'terraform' && shape !== 'jsonl' ? 'json' : shape);
  } catch (error) {
    if (format === 'text' || (format === undefined && !isDocumentFile(file) && namesTypes(text))) return asText();
    throw error;
  }
}

async function parse(text: string, label: string, shape: Shape): Promise<readonly Document[]> {
  if (shape === 'json') return [parseJson(text, label)];
  if (shape === 'jsonl') return parseJsonLines(text, label);
  const { parseYaml } = await import('../documents/yaml.ts');
  return parseYaml(text, label);
}

async function readDocuments(documents: readonly Document[], source: Source, shape: Shape, options: ReadOptions): Promise<Findings> {
  const { file, label } = source;
  const formsOf = documents.map((document) => readersOf(document, options));
  const known = formsOf.flat()[0];
  if (!known && (!canBeAnyText(options) || !documents.some((document) => document.mentions().some(isTelling)))) throw refusal(shape, options, label);
  const findings: Omit<Findings, 'format'>[] = [];
  for (const [i, document] of documents.entries()) {
    const forms = formsOf[i] ?? [];
    const { targets, gaps, notes } = await explain(document, forms, options, label, 0);
    const isText = forms.length === 0 && targets.length > 0;
    const where = documents.length > 1 && known ? `Document ${i + 1}` : 'It';
    const remarks = [...notes, ...document.warnings, ...(isText ? [textNote.replace('It', where)] : [])];
    findings.push({ targets: placeAll(targets, document, file), gaps, notes: remarks });
  }
  return {
    format: known?.format ?? 'text',
    targets: findings.flatMap(({ targets }) => targets),
    gaps: findings.flatMap(({ gaps }) => gaps),
    notes: findings.flatMap(({ notes }) => notes),
  };
}

/** Whether a name leaves no doubt that a document names types. */
const isTelling = ({ name, isType }: { readonly name: string; readonly isType: boolean }) => isType || /\d/.test(name);

const canBeAnyText = ({ format }: ReadOptions) => format === undefined || format === 'text';

function readersOf({ value }: Document, { format }: ReadOptions): Reader[] {
  return readers.filter((reader) => (format === undefined || reader.format === format) && reader.is(value));
}

/** What a document chooses by the readers that know its form, or else by that of any text. */
async function explain(document: Document, forms: readonly Reader[], options: ReadOptions, label: string, depth: number) {
  const readings = (forms.length > 0 ? forms : [treeReader]).map((reader) => reader.read(document.value, options, label));
  return explainMentions(document, readings, (held, isExpected) => readHeld(held, isExpected, options, label, depth));
}

function refusal(shape: Shape, { format }: ReadOptions, label: string): UsageError {
  const named = readers.find((reader) => reader.format === format);
  if (named) return new UsageError(`${label} is not ${named.what}.`, { hint: 'without --input-format the content tells the form' });
  const what = shape.startsWith('json') ? 'JSON' : shape === 'yaml' ? 'YAML' : 'a text';
  return new UsageError(`${label} is ${what} of no known form.`, { hint: knownForms });
}

/** Gives targets their lines and columns. */
function placeAll(targets: readonly Located[], document: Document, file: string): Target[] {
  const offsets = [...new Set(targets.flatMap(({ offset }) => (offset === null ? [] : [offset])))];
  const positions = new Map(document.positions(offsets).map((position, i) => [offsets[i], position]));
  const others = targets.filter(({ offset }) => offset === null);
  const located = others.length === 0 ? [] : document.locate(others.map(({ path }) => path));
  const byTarget = new Map(others.map((target, i) => [target, located[i]]));
  return targets.map((target): Target => {
    const { name, unknown, choice, isUnexplained, address, offset } = target;
    const position = offset === null ? byTarget.get(target) : positions.get(offset);
    const place = { file, line: position?.line ?? null, column: position?.column ?? null, address };
    return { name, unknown, ...(choice && { choice }), ...(isUnexplained && { isUnexplained }), place };
  });
}

/**
 * Reads a text that stands in a document: as what it is by its content or, where a reader expects values in it, as any
 * text.
 */
async function readHeld(held: HeldText, isExpected: boolean, options: ReadOptions, label: string, depth: number): Promise<HeldFindings | undefined> {
  const { text, address, otherwise, parameters = new Map() } = held;
  if (depth === maxHeld) return undefined;
  if (held.code) {
    const { readWorkspaceFile } = await import('./terraform-code/workspace.ts');
    return readWorkspaceFile(held, held.code.files, held.code.file, options);
  }
  const shape = shapeOf(text, '');
  if (shape !== 'json' && shape !== 'jsonl' && shape !== 'yaml') return undefined;
  const inner: ReadOptions = { ...options, format: undefined, parameters };
  const documents = await parse(text, address ?? label, shape).catch(() => undefined);
  if (!documents) return undefined;
  const formsOf = documents.map((document) => readersOf(document, inner).filter((reader) => reader.format !== 'cipu'));
  if (formsOf.flat().length === 0 && !(isExpected && otherwise === undefined)) return undefined;
  const findings = [];
  for (const [i, document] of documents.entries()) findings.push(await explain(document, formsOf[i] ?? [], inner, label, depth + 1));
  return {
    targets: findings.flatMap(({ targets }) => targets),
    offsets: findNames(text).map(({ start }) => start),
    gaps: findings.flatMap(({ gaps }) => gaps),
    notes: findings.flatMap(({ notes }) => notes),
  };
}
