import type { Position } from '../../documents/document.ts';
import { mistakeAt } from '../../documents/mistake.ts';
import { type At, type Block, type Body, type Expression, emptyBody } from './syntax.ts';
import { type Node, parseTree } from './syntax-tree.ts';

/**
 * Parses a file of Terraform's language; `file` is what positions and messages call it. Rejects with UsageError at the
 * first mistake.
 */
export async function parseTerraform(text: string, file: string): Promise<Body> {
  const lineStarts = startsOf(text);
  const { root, mistake } = await parseTree(text);
  const positionOf = (offset: number) => positionIn(lineStarts, offset);
  if (mistake !== undefined) throw mistakeAt(file, positionOf(mistake), 'this is not Terraform code.', 'terraform validate says more');
  return toBody(root.children[0], { text, at: (offset) => ({ file, ...positionOf(offset) }) });
}

/**
 * Parses a text as Terraform reads it in JSON: what stands between `${` and `}` is an expression. Its parts are where
 * the text is.
 */
export async function parseTemplate(text: string, at: At): Promise<Expression> {
  if (!/[$%]\{/.test(text)) return { kind: 'literal', value: text, at };
  const source = `x = ${JSON.stringify(text)}`;
  const { root, mistake } = await parseTree(source);
  const expression = mistake === undefined ? toBody(root.children[0], { text: source, at: () => at }).attributes.get('x') : undefined;
  return expression ?? { kind: 'other', text, at };
}

/** The text that is read, and how to say where in it something stands. */
interface Source {
  readonly text: string;
  at(offset: number): At;
}

const textOf = ({ start, end }: Node, { text }: Source): string => text.slice(start, end);

function toBody(node: Node | undefined, source: Source): Body {
  if (node?.type === 'object') return { ...emptyBody, attributes: namedEntries(node, source) };
  if (node?.type !== 'body') return emptyBody;
  const attributes = new Map<string, Expression>();
  const blocks: Block[] = [];
  for (const child of node.children) {
    if (child.type === 'block') blocks.push(toBlock(child, source));
    const [name, value] = child.children;
    if (child.type === 'attribute' && name && value) attributes.set(textOf(name, source), toExpression(value, source));
  }
  return { attributes, blocks };
}

function toBlock({ start, children }: Node, source: Source): Block {
  const [type, ...labels] = children.filter((child) => child.type === 'identifier' || child.type === 'string_lit');
  return {
    type: type ? textOf(type, source) : '',
    labels: labels.map((label) => toPlainText(textOf(label, source).replace(/^"|"$/g, ''))),
    body: toBody(
      children.find((child) => child.type === 'body'),
      source,
    ),
    at: source.at(start),
  };
}

/** The entries of an object whose keys are written out, as tfvars in JSON have them. */
function namedEntries(node: Node, source: Source): ReadonlyMap<string, Expression> {
  const object = toObject(node, source);
  return new Map(object.entries.flatMap(([key, value]) => (key.kind === 'literal' ? [[String(key.value), value] as const] : [])));
}

/** An expression is a term with what is taken out of it: `var.types["web"].name`. */
function toExpression(node: Node, source: Source): Expression {
  if (node.type !== 'expression') return toTerm(node, source);
  const [first, ...steps] = node.children;
  if (!first) return other(node, source);
  return steps.reduce<Expression>((of, step) => takeOut(of, step, source), toTerm(first, source));
}

function takeOut(of: Expression, step: Node, source: Source): Expression {
  const [inner] = step.children;
  if (step.type === 'get_attr' && inner) return { kind: 'member', of, key: literal(textOf(inner, source), inner, source) };
  if (step.type === 'index' && inner) {
    const [key] = inner.children;
    return { kind: 'member', of, key: key ? toExpression(key, source) : literal(Number(textOf(inner, source).slice(1)), inner, source) };
  }
  if (step.type === 'splat') {
    const taken = (inner?.children ?? []).map((one) => takeOut(of, one, source));
    return { kind: 'splat', of, steps: taken.flatMap((one) => (one.kind === 'member' ? [one.key] : [])) };
  }
  return other(step, source);
}

function toTerm(node: Node, source: Source): Expression {
  const [first, second, third] = node.children;
  switch (node.type) {
    case 'expression':
      return toExpression(node, source);
    case 'literal_value':
      return first ? toLiteral(first, source) : other(node, source);
    case 'template_expr':
      return first ? toTemplate(first, source) : other(node, source);
    case 'collection_value':
      if (first?.type === 'object') return toObject(first, source);
      return { kind: 'list', items: itemsOf(first).map((item) => toExpression(item, source)) };
    case 'variable_expr':
      return { kind: 'name', name: textOf(node, source), at: source.at(node.start) };
    case 'function_call': {
      const args = second?.children.filter(({ type }) => type === 'expression') ?? [];
      return { kind: 'call', name: first ? textOf(first, source) : '', args: args.map((one) => toExpression(one, source)), at: source.at(node.start) };
    }
    case 'conditional':
      return { kind: 'conditional', branches: [second, third].flatMap((branch) => (branch ? [toExpression(branch, source)] : [])) };
    case 'for_expr':
      return first ? toFor(first, source) : other(node, source);
    default:
      return other(node, source);
  }
}

const itemsOf = (node: Node | undefined): readonly Node[] => node?.children.filter(({ type }) => type === 'expression') ?? [];

const literal = (value: string | number | boolean | null, { start }: Node, source: Source): Expression => ({ kind: 'literal', value, at: source.at(start) });

const other = (node: Node, source: Source): Expression => ({ kind: 'other', text: textOf(node, source), at: source.at(node.start) });

function toLiteral(node: Node, source: Source): Expression {
  const text = textOf(node, source);
  switch (node.type) {
    case 'string_lit':
      return literal(toPlainText(text.slice(1, -1)), node, source);
    case 'numeric_lit':
      return literal(Number(text), node, source);
    case 'bool_lit':
      return literal(text === 'true', node, source);
    default:
      return literal(null, node, source);
  }
}

/**
 * A text in quotes or a heredoc. A directive, `%{ if ... }`, is what nobody can tell; what stands in its branches is
 * not lost on the sweep.
 */
function toTemplate(node: Node, source: Source): Expression {
  const parts = node.children.flatMap((part): Expression[] => {
    if (part.type === 'template_literal')
      return [literal(node.type === 'quoted_template' ? toPlainText(textOf(part, source)) : textOf(part, source), part, source)];
    const [inner] = part.children.filter(({ type }) => type === 'expression');
    if (part.type === 'template_interpolation') return inner ? [toExpression(inner, source)] : [];
    return part.type === 'template_directive' ? [other(part, source)] : [];
  });
  return { kind: 'template', parts, at: source.at(node.start) };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function toPlainText(text: string): string {
  return text
    .replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/g, (whole, short?: string, long?: string, letter = '') => {
      const code = Number.parseInt(short ?? long ?? '', 16);
      return Number.isNaN(code) || code > 0x10ffff ? (escapes[letter] ?? whole) : String.fromCodePoint(code);
    })
    .replace(/([$%])\1\{/g, '$1{');
}

function toObject(node: Node, source: Source): Extract<Expression, { kind: 'object' }> {
  const entries = node.children
    .filter(({ type }) => type === 'object_elem')
    .flatMap(({ children: [key, value] }) => (key && value ? [[toKey(key, source), toExpression(value, source)] as const] : []));
  return { kind: 'object', entries };
}

/** A bare word as a key is a text; in brackets it is an expression. */
function toKey(node: Node, source: Source): Expression {
  const key = toExpression(node, source);
  return key.kind === 'name' && textOf(node, source) === key.name ? literal(key.name, node, source) : key;
}

function toFor({ type, children }: Node, source: Source): Expression {
  const intro = children.find((child) => child.type === 'for_intro');
  const made = children.filter((child) => child.type === 'expression').map((child) => toExpression(child, source));
  const over = intro?.children.find((child) => child.type === 'expression');
  const [first, second] = made;
  if (!intro || !over || !first) return { kind: 'list', items: [] };
  const names = intro.children.filter((child) => child.type === 'identifier').map((child) => textOf(child, source));
  const base = { kind: 'for', names, over: toExpression(over, source) } as const;
  return type === 'for_object_expr' && second ? { ...base, key: first, value: second } : { ...base, value: first };
}

/** The offsets at which lines begin. */
function startsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function positionIn(starts: readonly number[], offset: number): Position {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
