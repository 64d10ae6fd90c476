import type { compile } from '@jmespath-community/jmespath';
import type { Schema } from '../../model/json-schema.ts';
import { suggest } from '../../model/names/suggestion.ts';
import { columnsOf, placeOf, shapeAt } from './column-words.ts';
import { admits, elementOf, isFigure, isListOrObject, listOf, propertiesOf, wordsOf } from './shape.ts';

/** A part of a JMESPath expression. */
export type Node = ReturnType<typeof compile>;

type NodeOf<T extends Node['type']> = Extract<Node, { readonly type: T }>;

/** A part of an expression, and the shape of what it gives; undefined where that may be anything. */
interface Part {
  readonly node: Node;
  readonly shape: Schema | undefined;
}

/** What is wrong with a word of an expression. */
export class WordError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** How an expression is read. */
interface Reading {
  /** The names of the functions that there are. */
  readonly functions: readonly string[];
  /** Whether the whole of it is a condition. */
  readonly isCondition: boolean;
}

/**
 * An expression in which words of columns stand for the place in a document that they are about: `erdma` for
 * `features.erdma.status`. Throws WordError for a word that such a document cannot have, and for a comparison that
 * nothing can meet: it would leave out every row, and nobody would know why.
 */
export function resolveWords(expression: Node, root: Schema | undefined, { functions, isCondition }: Reading): Node {
  return (isCondition ? condition(expression, root) : resolve(expression, root)).node;

  function resolve(node: Node, shape: Schema | undefined): Part {
    switch (node.type) {
      case 'Field':
        return resolveField(node, shape);
      case 'Current':
      case 'Identity':
      case 'Slice':
        return { node, shape };
      case 'Root':
        return { node, shape: root };
      case 'Literal':
        return { node, shape: node.value !== null && typeof node.value === 'object' ? undefined : { const: node.value } };
      case 'Index':
        return { node, shape: elementOf(shape) };
      case 'Subexpression':
      case 'IndexExpression':
      case 'Pipe': {
        const left = resolve(node.left, shape);
        const right = resolve(node.right, left.shape);
        return { node: { ...node, left: left.node, right: right.node }, shape: right.shape };
      }
      case 'Projection':
      case 'ValueProjection': {
        const left = resolve(node.left, shape);
        const right = resolve(node.right, node.type === 'Projection' ? elementOf(left.shape) : undefined);
        return { node: { ...node, left: left.node, right: right.node }, shape: listOf(right.shape) };
      }
      case 'FilterProjection': {
        const left = resolve(node.left, shape);
        const element = elementOf(left.shape);
        const right = resolve(node.right, element);
        return { node: { ...node, left: left.node, condition: condition(node.condition, element).node, right: right.node }, shape: listOf(right.shape) };
      }
      case 'Flatten': {
        const child = resolve(node.child, shape);
        const inner = elementOf(elementOf(child.shape));
        return { node: { ...node, child: child.node }, shape: inner ? listOf(inner) : child.shape };
      }
      case 'MultiSelectList':
        return { node: { ...node, children: node.children.map((child) => resolve(child, shape).node) }, shape: undefined };
      case 'MultiSelectHash': {
        const parts = node.children.map((pair) => ({ pair, part: resolve(pair.value, shape) }));
        const properties = Object.fromEntries(parts.map(({ pair, part }) => [pair.name, part.shape ?? {}]));
        return { node: { ...node, children: parts.map(({ pair, part }) => ({ ...pair, value: part.node })) }, shape: { type: 'object', properties } };
      }
      case 'Comparator':
        return compare(node, shape);
      case 'AndExpression':
      case 'OrExpression':
      case 'Arithmetic':
        return { node: { ...node, left: resolve(node.left, shape).node, right: resolve(node.right, shape).node }, shape: undefined };
      case 'NotExpression':
        return { node: { ...node, child: condition(node.child, shape).node }, shape: truth };
      case 'Unary':
        return { node: { ...node, operand: resolve(node.operand, shape).node }, shape: undefined };
      case 'Ternary': {
        const [trueExpr, falseExpr] = [resolve(node.trueExpr, shape).node, resolve(node.falseExpr, shape).node];
        return { node: { ...node, condition: condition(node.condition, shape).node, trueExpr, falseExpr }, shape: undefined };
      }
      case 'Function':
        return call(node, shape);
      case 'ExpressionReference':
        return { node: { ...node, child: resolve(node.child, shape).node }, shape: undefined };
      case 'LetExpression': {
        const bindings = node.bindings.map((binding) => ({ ...binding, reference: resolve(binding.reference, shape).node }));
        const inner = resolve(node.expression, shape);
        return { node: { ...node, bindings, expression: inner.node }, shape: inner.shape };
      }
      case 'Binding':
        throw new WordError('= compares nothing.', 'use == to compare');
      case 'Variable':
        return { node, shape: undefined };
    }
  }

  /** A part that must be true or false. A word such as "no" would always be true. */
  function condition(node: Node, shape: Schema | undefined): Part {
    if (node.type === 'AndExpression' || node.type === 'OrExpression') {
      return { node: { ...node, left: condition(node.left, shape).node, right: condition(node.right, shape).node }, shape: undefined };
    }
    const part = resolve(node, shape);
    const words = wordsOf(statusIn(part).shape);
    if (words.includes('no')) throw new WordError(`${nameOf(node)} is a word, "no" for example: it must be compared.`, `write ${nameOf(node)} == 'yes'`);
    if (isCondition) refuseWhatIsAlwaysTrue(part);
    return part;
  }

  function compare(node: NodeOf<'Comparator'>, shape: Schema | undefined): Part {
    const [left, right] = [operand(node.left, node.right), operand(node.right, node.left)];
    const isOrder = node.name !== 'EQ' && node.name !== 'NE';
    for (const [one, other, written] of [[left, right, node.left] as const, [right, left, node.right] as const]) {
      if (isOrder && !isFigure(one.shape)) throw notComparable(written, one.shape);
      if (!isOrder && other.node.type === 'Literal' && !admits(one.shape, other.node.value)) throw neverEqual(written, one.shape, other.node.value);
    }
    return { node: { ...node, left: left.node, right: right.node }, shape: truth };

    function operand(one: Node, other: Node): Part {
      try {
        return statusIn(resolve(one, shape));
      } catch (error) {
        // A word that is none, beside one that is, may be meant as a text.
        const isText = error instanceof WordError && error.hint === undefined && one.type === 'Field' && other.type !== 'Literal';
        throw isText ? new WordError(error.message, `texts stand in single quotes: '${one.name}'`) : error;
      }
    }
  }

  function call(node: NodeOf<'Function'>, shape: Schema | undefined): Part {
    if (!functions.includes(node.name)) throw new WordError(`no function is called ${node.name}().`, suggest(node.name, functions));
    const parts = node.children.map((child) => (child.type === 'ExpressionReference' ? undefined : resolve(child, shape)));
    const list = parts.find((part) => part && elementOf(part.shape))?.shape;
    // An expression that is handed over is applied to what is in the list beside it.
    const children = node.children.map((child, i) => parts[i]?.node ?? resolve(child, elementOf(list)).node);
    const result = ['sort_by', 'sort', 'reverse'].includes(node.name) ? list : ['max_by', 'min_by'].includes(node.name) ? elementOf(list) : undefined;
    return { node: { ...node, children }, shape: result };
  }

  function resolveField(node: NodeOf<'Field'>, shape: Schema | undefined): Part {
    const properties = propertiesOf(shape);
    if (properties === undefined || Object.hasOwn(properties, node.name)) return { node, shape: properties?.[node.name] };
    const path = placeOf(node.name);
    const found = path && shapeAt(path, shape);
    if (!path || !found) {
      const near = suggest(node.name, [...Object.keys(properties), ...columnsOf(properties)]);
      const problem = isCondition && shape === root ? `no row has "${node.name}".` : `nothing is called "${node.name}" there.`;
      if (shape === truth) throw new WordError(problem, 'what ! and comparisons give has no names: use brackets, !(a.b)');
      throw new WordError(problem, elementOf(shape) ? `it is a list: write [].${node.name} to go through it` : near);
    }
    const [first = node.name, ...rest] = path;
    return { node: rest.reduce<Node>(fieldOf, { type: 'Field', name: first }), shape: found };
  }
}

/** Refuses what can never be a condition, for it would keep every row: a text or figure as such, a list, an object. */
function refuseWhatIsAlwaysTrue({ node, shape }: Part): void {
  if (node.type === 'Literal' && typeof node.value !== 'boolean') {
    throw new WordError(`${JSON.stringify(node.value)} is no condition.`, "compare it with something: cipu == 'yes'");
  }
  // What a filter leaves of a list may be empty, and that is false.
  const isList = node.type !== 'FilterProjection' && isListOrObject(shape);
  if (isList || node.type === 'MultiSelectList') throw new WordError(`${nameOf(node)} is a list or an object, no condition.`, 'compare a value in it');
}

/** What is true or false. */
const truth: Schema = { type: 'boolean' };

const fieldOf = (left: Node, name: string): Node => ({ type: 'Subexpression', left, right: { type: 'Field', name } });

/** What a verdict or the finding of a feature is compared by. */
function statusIn({ node, shape }: Part): Part {
  const properties = propertiesOf(shape) ?? {};
  const name = ['verdict', 'status'].find((one) => Object.hasOwn(properties, one) && Object.hasOwn(properties, 'basis'));
  return name === undefined ? { node, shape } : { node: fieldOf(node, name), shape: properties[name] };
}

/** How a part of an expression reads, where it is a path of names. */
function nameOf(node: Node): string {
  if (node.type === 'Field') return /^[A-Za-z_]\w*$/.test(node.name) ? node.name : `"${node.name}"`;
  return node.type === 'Subexpression' ? `${nameOf(node.left)}.${nameOf(node.right)}` : 'it';
}

function notComparable(node: Node, shape: Schema | undefined): WordError {
  if (node.type === 'Literal') return new WordError(`${JSON.stringify(node.value)} is no figure.`, `write a figure without quotes: ${node.value}`);
  const ends = Object.keys(propertiesOf(shape) ?? {}).filter((name) => name === 'min' || name === 'max');
  if (ends.length === 0) return new WordError(`${nameOf(node)} is no figure.`, 'texts are compared by == and !=');
  return new WordError(`${nameOf(node)} is a range: that of all types of a family.`, `write ${ends.map((end) => `${nameOf(node)}.${end}`).join(' or ')}`);
}

function neverEqual(node: Node, shape: Schema | undefined, value: unknown): WordError {
  const words = wordsOf(shape);
  const hint = words.length > 0 ? (suggest(String(value), words) ?? `it is one of ${words.join(', ')}`) : undefined;
  return new WordError(
    `${nameOf(node)} is never ${JSON.stringify(value)}.`,
    hint ?? 'texts stand in single quotes, figures in none, true and false in backticks',
  );
}
