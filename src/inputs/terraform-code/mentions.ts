import type { Path } from '../../documents/document.ts';
import { findNames } from '../../model/names/named-in-text.ts';
import { isPassedOver } from '../finding.ts';
import { leadsToFreeText } from '../free-text.ts';
import { isOfOtherCloud } from '../terraform/places.ts';
import type { At, Block, Body, Expression } from './syntax.ts';

/** A name that stands in a text of the code. */
export interface CodeMention {
  readonly name: string;
  readonly at: At;
  /** Whether it stands in the key of an object, which a `for_each` may choose. */
  readonly isKey?: boolean;
}

/** Blocks that read things, show them, or say how Terraform is run: nothing in them chooses a type. */
const choosingNothing = ['data', 'ephemeral', 'output', 'check', 'import', 'moved', 'removed', 'provider', 'terraform', 'validation', 'lifecycle'];

/**
 * Names of types and families in the texts of a file, those left out that choose nothing: free text, data sources, what
 * is excluded.
 */
export function mentionsIn(body: Body, isAbsent: (block: Block) => boolean): CodeMention[] {
  return mentionsInBody(body, [], isAbsent);
}

function mentionsInBody({ attributes, blocks }: Body, path: Path, isAbsent: (block: Block) => boolean): CodeMention[] {
  const own = [...attributes].flatMap(([name, expression]) => mentionsInExpression(expression, [...path, name]));
  const inner = blocks.flatMap((block) => {
    const isOther = block.type === 'resource' && isOfOtherCloud(block.labels[0] ?? '');
    if (choosingNothing.includes(block.type) || isOther || isAbsent(block)) return [];
    // What a block is called says nothing of what is in it: `variable "name"`.
    const inside = mentionsInBody(block.body, [...path, block.type], isAbsent);
    // Names of things have no dots. In JSON nothing keeps them out.
    const words = [block.type, ...block.labels, ...block.body.attributes.keys()].flatMap((word) => findNames(word));
    return [...words.map(({ name }) => ({ name, at: block.at })), ...inside];
  });
  return [...own, ...inner];
}

function mentionsInExpression(expression: Expression, path: Path): CodeMention[] {
  const all = (parts: readonly Expression[]) => parts.flatMap((part) => mentionsInExpression(part, path));
  switch (expression.kind) {
    case 'literal':
      return mentionsInText(expression.value, expression.at, path);
    case 'other':
      return mentionsInText(expression.text, expression.at, path);
    case 'template':
      return all(expression.parts);
    case 'list':
      return all(expression.items);
    case 'object':
      return expression.entries.flatMap(([key, value]) => [
        ...mentionsInExpression(key, path).map((mention) => ({ ...mention, isKey: true })),
        ...mentionsInExpression(value, key.kind === 'literal' ? [...path, String(key.value)] : path),
      ]);
    case 'member':
      return all([expression.of]);
    case 'splat':
      return all([expression.of]);
    case 'call':
      return all(expression.args);
    case 'conditional':
      return all(expression.branches);
    case 'for':
      return all([expression.over, ...(expression.key ? [expression.key] : []), expression.value]);
    case 'name':
      return [];
  }
}

function mentionsInText(text: unknown, at: At, path: Path): CodeMention[] {
  if (typeof text !== 'string' || leadsToFreeText(path, text) || path.some((step) => isPassedOver(String(step)))) return [];
  return findNames(text).map(({ name }) => ({ name, at }));
}
