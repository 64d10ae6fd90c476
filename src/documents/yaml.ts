import type { CST, LineCounter, Node, YAMLMap, Document as YamlDocument } from 'yaml';
import { isRecord } from '../model/record.ts';

import { type Document, maxDepth, type Path, type Position } from './document.ts';
import { mistakeAt } from './mistake.ts';

type Yaml = typeof import('yaml');

/** How many values aliases may copy. Real documents copy a few hundred. */
const maxCopies = 100_000;

/** Short forms of the functions of ROS: `!Ref`, `!GetAtt`. */
const shortForm = /^!([A-Z]\w*)$/;

/**
 * Parses YAML with any number of documents. Aliases and merge keys are resolved in the values; `!Ref x` is `{Ref: x}`, `!Name x`
 * is `{"Fn::Name": x}`, and other tags are left out. What is not there is located at the nearest part that holds it. Rejects
 * with UsageError, with line and column, for what is not YAML, is nested too deep, or unfolds without measure.
 */
export async function parseYaml(text: string, name: string): Promise<Document[]> {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  // Merge keys are ours: the library resolves them without any bound.
  const composer = new yaml.Composer({ logLevel: 'error', prettyErrors: false, merge: false, resolveKnownTags: false });
  return Array.from(composer.compose(tokensOf(text, name, lines, yaml)), (document) => {
    const [error] = document.errors;
    if (!error) return toDocument(document, name, lines, yaml);
    const hint = text.includes('{{') ? 'render templates first: helm template CHART | cipu check --from -' : undefined;
    // What follows a colon repeats the text, which may hold anything.
    throw mistakeAt(name, positionAt(lines, error.pos[0]), `This is not valid YAML (${error.message.split(/:|\n/)[0]}).`, hint);
  });
}

/**
 * The tokens of a text. Throws UsageError at values that are nested too deep: on them the library would run out of stack, and
 * Node.js with it.
 */
export function* tokensOf(text: string, name: string, lines: LineCounter, { Lexer, Parser }: Yaml): Generator<CST.Token, void> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    // Besides collections the stack holds the document and a scalar.
    if (parser.stack.length > maxDepth + 2) throw tooDeep(name, positionAt(lines, parser.offset));
  }
  yield* parser.end();
}

const tooDeep = (name: string, position: Position) => mistakeAt(name, position, `Values are nested in more than ${maxDepth} levels.`);

/** The position of an offset in UTF-16 units. */
export function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function toDocument({ contents }: YamlDocument.Parsed, name: string, lines: LineCounter, yaml: Yaml): Document {
  const { isAlias, isMap, isScalar, isSeq } = yaml;
  const anchors = new Map<string, Node>();
  const aliased = new Map<unknown, Node>();
  const startOf = (node: unknown) => (node as Node | null | undefined)?.range?.[0];
  const fail = (node: unknown, problem: string) => mistakeAt(name, positionAt(lines, startOf(node) ?? 0), problem);
  let copies = 0;

  const toValue = (node: unknown, depth: number, copying: boolean): unknown => {
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (!target) throw fail(node, 'This alias stands for nothing before it.');
      aliased.set(node, target);
      return toValue(target, depth, true);
    }
    if (copying && ++copies > maxCopies) throw fail(node, `Aliases copy more than ${maxCopies} values.`);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    if (node.anchor) anchors.set(node.anchor, node);
    if (isScalar(node)) return tagged(node.tag, node.value);
    if (depth === maxDepth) throw tooDeep(name, positionAt(lines, startOf(node) ?? 0));
    const inside = (part: unknown) => toValue(part, depth + 1, copying);
    const value = isSeq(node) ? node.items.map(inside) : toRecord(node.items.map((pair) => [String(inside(pair.key)), inside(pair.value)] as const));
    return tagged(node.tag, value);
  };

  /** The node that a step leads to; a step into the short form of a function stays where it is. */
  const stepFrom = (node: unknown, step: Path[number]): unknown => {
    const holder = aliased.get(node) ?? node;
    if (isSeq(holder) && typeof step === 'number') return holder.items[step];
    if (functionOf((holder as Node | null)?.tag) === step) return holder;
    const key = (pair: YAMLMap['items'][number]) => (isScalar(pair.key) ? String(pair.key.value) : undefined);
    return isMap(holder) ? holder.items.find((pair) => key(pair) === String(step))?.value : undefined;
  };

  const offsetOf = (path: Path) => {
    let offset = startOf(contents) ?? 0;
    let node: unknown = contents;
    for (const step of path) {
      node = stepFrom(node, step);
      const start = startOf(aliased.get(node) ?? node);
      if (start === undefined) break;
      offset = start;
    }
    return offset;
  };

  return { value: toValue(contents, 0, false), locate: (paths) => paths.map((path) => positionAt(lines, offsetOf(path))) };
}

/** The name of the function that a tag is short for. */
function functionOf(tag: string | undefined): string | undefined {
  const [, name] = shortForm.exec(tag ?? '') ?? [];
  return name === undefined || name === 'Ref' ? name : `Fn::${name}`;
}

function tagged(tag: string | undefined, value: unknown): unknown {
  const name = functionOf(tag);
  return name === undefined ? value : { [name]: value };
}

/** An object of its entries. Those of merge keys yield to the rest; among them, the first that comes wins. */
function toRecord(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  const isMerge = ([key, value]: readonly [string, unknown]) => key === '<<' && typeof value === 'object';
  const merged = entries.filter(isMerge).flatMap(([, value]) => (Array.isArray(value) ? value : [value]).filter(isRecord).toReversed());
  return Object.fromEntries([...merged.flatMap(Object.entries), ...entries.filter((entry) => !isMerge(entry))]);
}
