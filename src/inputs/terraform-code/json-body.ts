import type { Document, Path } from '../../documents/document.ts';
import { mistakeAt } from '../../documents/mistake.ts';
import { isRecord } from '../../model/record.ts';
import { parseTemplate } from './parse.ts';
import type { At, Block, Body, Expression } from './syntax.ts';

/** The key of a comment. */
const comment = '//';

/** Blocks that Terraform's form in JSON keeps by their labels, and how many labels they have. */
const labelled: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  ephemeral: 2,
  module: 1,
  variable: 1,
  output: 1,
  provider: 1,
  locals: 0,
  terraform: 0,
};

/**
 * Turns code in JSON into what the same code in Terraform's own language would be:
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */
export async function toJsonBody(document: Document, file: string): Promise<Body> {
  const texts: Path[] = [];
  collectTexts(document.value, [], texts);
  const places = new Map(document.locate(texts).map((position, i) => [keyOf(texts[i] ?? []), position]));
  const at = (path: Path): At => ({ file, ...(places.get(keyOf(path)) ?? { line: 1, column: 1 }) });
  return toBody(document.value, [], at, true);
}

const keyOf = (path: Path) => JSON.stringify(path);

function collectTexts(value: unknown, path: Path, texts: Path[]): void {
  if (typeof value === 'string') texts.push(path);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) collectTexts(member, [...path, Array.isArray(value) ? Number(key) : key], texts);
  }
}

type Place = (path: Path) => At;

/**
 * Objects at the top are blocks, by their labels. Further in nobody can tell a block from an object: each is an
 * attribute.
 */
async function toBody(value: unknown, path: Path, at: Place, isTop: boolean): Promise<Body> {
  const attributes = new Map<string, Expression>();
  const blocks: Block[] = [];
  for (const [key, member] of isRecord(value) ? Object.entries(value) : []) {
    if (key === comment) continue;
    const labels = isTop ? labelled[key] : undefined;
    if (labels === undefined) attributes.set(key, await toExpression(member, [...path, key], at));
    else blocks.push(...(await toBlocks(key, labels, member, [...path, key], at, [])));
  }
  return { attributes, blocks };
}

async function toBlocks(type: string, missing: number, value: unknown, path: Path, at: Place, labels: readonly string[]): Promise<Block[]> {
  if (Array.isArray(value)) return (await Promise.all(value.map((item, i) => toBlocks(type, missing, item, [...path, i], at, labels)))).flat();
  if (value === null) return [];
  if (!isRecord(value)) {
    const { file, ...position } = at(path);
    throw mistakeAt(file, position, `An object is expected here, with what the ${type} holds.`);
  }
  if (missing === 0) return [{ type, labels, body: await toBody(value, path, at, false), at: at(path) }];
  const members = Object.entries(value)
    .filter(([label]) => label !== comment)
    .map(([label, member]) => toBlocks(type, missing - 1, member, [...path, label], at, [...labels, label]));
  return (await Promise.all(members)).flat();
}

async function toExpression(value: unknown, path: Path, at: Place): Promise<Expression> {
  if (typeof value === 'string') return parseTemplate(value, at(path));
  if (Array.isArray(value)) return { kind: 'list', items: await Promise.all(value.map((item, i) => toExpression(item, [...path, i], at))) };
  if (!isRecord(value)) return { kind: 'literal', value: value as number | boolean | null, at: at(path) };
  const entries = await Promise.all(
    Object.entries(value).map(async ([key, member]) => {
      const name: Expression = { kind: 'literal', value: key, at: at(path) };
      return [name, await toExpression(member, [...path, key], at)] as const;
    }),
  );
  return { kind: 'object', entries };
}
