import { decodeText } from '../documents/decode.ts';
import type { Document } from '../documents/document.ts';
import { parseJson } from '../documents/json.ts';
import { parseJsonLines } from '../documents/json-lines.ts';
import { UsageError } from '../errors.ts';
import type { Target } from '../model/policy/target.ts';
import { readCsv } from './cipu-csv.ts';
import { isCipu, readCipu } from './cipu-output.ts';
import type { Findings, Input, InputFormat, Reading, ReadOptions } from './input.ts';
import { isKubernetes, readKubernetes } from './kubernetes.ts';
import { readList } from './list-of-names.ts';
import { isRos, readRos } from './ros.ts';
import { type Shape, shapeOf } from './shape.ts';
import { isTerraform, readTerraform } from './terraform.ts';

/** A form of documents: how to know it and how to read it. */
interface Form {
  readonly format: InputFormat;
  /** What an input of this form is, in words. */
  readonly what: string;
  is(value: unknown): boolean;
  read(value: unknown, options: ReadOptions, label: string): Reading;
}

/** The forms of documents, in the order in which they are tried. */
const forms: readonly Form[] = [
  { format: 'terraform', what: 'a plan or state of Terraform in JSON', is: isTerraform, read: readTerraform },
  { format: 'ros', what: 'a template of ROS', is: isRos, read: readRos },
  { format: 'kubernetes', what: 'a Kubernetes manifest', is: isKubernetes, read: readKubernetes },
  { format: 'cipu', what: 'output of cipu', is: isCipu, read: (value, _options, label) => readCipu(value, label) },
];

const planHint = 'terraform show -json PLAN > plan.json';

const knownForms = `known are ${forms.map(({ what }) => what).join(', ')}, and lists of names; --input-format names one`;

/** How Terraform code begins, after comments. */
const terraformCode = /^\s*(resource|data|module|variable|provider|terraform|locals|output)\s*("[^"]*"\s*)*\{/;

/**
 * Reads the targets of an input, in its order. The form is the one that the options name, or else told by the content.
 * Rejects with UsageError for what is not text, not well formed, of no known form, or not of the form that is named.
 */
export async function readTargets(input: Input, options: ReadOptions): Promise<Findings> {
  const label = input.name === '-' ? 'Standard input' : input.name;
  const text = decodeText(input.content, label);
  if (text.trim() === '' && options.format !== 'list') throw new UsageError(`${label} is empty.`);
  const shape = shapeOf(text);
  refuseTerraformText(text, shape, label);
  const whole = (format: InputFormat, targets: readonly Target[]): Findings => ({ format, targets, gaps: [], notes: [] });
  if ((options.format ?? shape) === 'list') return whole('list', readList(text, input.name, label));
  if (shape === 'csv' && (options.format ?? 'cipu') === 'cipu') return whole('cipu', await readCsv(text, input.name, label));
  const documents = await parse(text, label, options.format === 'terraform' ? 'json' : shape);
  const known = documents.flatMap((document) => {
    const form = formOf(document, options);
    return form ? [{ document, form }] : [];
  });
  const [first] = known;
  if (!first) throw refusal(shape, options, label);
  const parts = known.map(({ document, form }) => readDocument(document, form, input.name, options, label));
  // An empty document between two marks says nothing; any other one may name types.
  const unread = documents.filter((document) => document.value !== null && !known.some((one) => one.document === document));
  const gaps = unread.length === 0 ? [] : [`${unread.length} of ${documents.length} documents are of no known form and are not read.`];
  return {
    format: first.form.format,
    targets: parts.flatMap(({ targets }) => targets),
    gaps: [...parts.flatMap((part) => part.gaps), ...gaps],
    notes: parts.flatMap(({ notes }) => notes),
  };
}

/** Refuses what Terraform writes and reads besides plans and states in JSON. */
function refuseTerraformText(text: string, shape: Shape, label: string): void {
  if (shape.startsWith('json') && /^\s*\{[^\n]*"@level"\s*:/.test(text.slice(0, 2000))) {
    throw new UsageError(`${label} is the log of a Terraform run, not its plan.`, { hint: planHint });
  }
  if (/^(Terraform|OpenTofu) (used the selected providers|will perform the following actions)/m.test(text.slice(0, 20_000))) {
    throw new UsageError(`${label} is a plan as it is printed for people.`, { hint: planHint });
  }
  if (!shape.startsWith('json') && terraformCode.test(/^[ \t]*[^\s#/].*/m.exec(text)?.[0] ?? '')) {
    throw new UsageError(`${label} is Terraform code, and only a plan tells what becomes of it.`, { hint: planHint });
  }
}

async function parse(text: string, label: string, shape: Shape): Promise<readonly Document[]> {
  if (shape === 'json') return [parseJson(text, label)];
  if (shape === 'jsonl') return [parseJsonLines(text, label)];
  const { parseYaml } = await import('../documents/yaml.ts');
  return parseYaml(text, label);
}

function formOf({ value }: Document, { format }: ReadOptions): Form | undefined {
  return forms.find((form) => (format === undefined || form.format === format) && form.is(value));
}

function refusal(shape: Shape, { format }: ReadOptions, label: string): UsageError {
  const named = forms.find((form) => form.format === format);
  if (named) return new UsageError(`${label} is not ${named.what}.`, { hint: 'without --input-format the content tells the form' });
  return new UsageError(`${label} is ${shape.startsWith('json') ? 'JSON' : 'YAML'} of no known form.`, { hint: knownForms });
}

function readDocument({ value, locate }: Document, form: Form, file: string, options: ReadOptions, label: string): Findings {
  const { found, gaps, notes } = form.read(value, options, label);
  const positions = locate(found.map(({ path }) => path));
  const targets = found.map(({ name, unknown, address }, i): Target => {
    const position = positions[i];
    return { name, unknown, place: { file, line: position?.line ?? null, column: position?.column ?? null, address } };
  });
  return { format: form.format, targets, gaps, notes };
}
