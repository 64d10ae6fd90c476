import type { LineCounter, Node, YAMLMap, Document as YamlTree } from 'yaml';
import type { UsageError } from '../errors.ts';
import { findNames } from '../model/names/named-in-text.ts';
import { isRecord } from '../model/record.ts';
import { decodeBase64 } from './base64.ts';
import { type Document, type Mention, maxDepth, type Path, type Position } from './document.ts';

/** A text of YAML while it is read, with the library. Offsets are in UTF-16 units. */
export interface Source {
  readonly text: string;
  readonly yaml: typeof import('yaml');
  readonly lines: LineCounter;
  positionAt(offset: number): Position;
  /** The error about what stands at an offset. */
  mistake(offset: number, problem: string, hint?: string): UsageError;
}

/** A document of YAML. What is not there is located at the nearest part that holds it. */
export interface YamlDocument extends Document {
  /** Where a value begins, or its key. */
  positionOf(path: Path, ofKey?: boolean): Position;
}

/** How many values aliases may copy. Real documents copy a few hundred. */
const maxCopies = 100_000;

/** Short forms of the functions of ROS: `!Ref`, `!GetAtt`. */
const shortForm = /^!([A-Z]\w*)$/;

/** The error about values that are nested too deep. */
export function tooDeep(offset: number, { mistake }: Source): UsageError {
  return mistake(offset, `Values are nested in more than ${maxDepth} levels.`);
}

/**
 * The values of a document without errors, and where they stand. Throws UsageError where aliases lead nowhere, or too
 * far.
 */
export function toDocument({ contents }: YamlTree.Parsed, source: Source): YamlDocument {
  const { isAlias, isMap, isScalar, isSeq } = source.yaml;
  const anchors = new Map<string, Node>();
  const aliased = new Map<unknown, Node>();
  const startOf = (node: unknown) => (node as Node | null | undefined)?.range?.[0];
  const fail = (node: unknown, problem: string) => source.mistake(startOf(node) ?? 0, problem, 'write values out instead of aliases');
  const warnings: string[] = [];
  const ambiguous: Path[] = [];
  const mentions: Mention[] = [];
  let copies = 0;

  const toValue = (node: unknown, path: Path, depth: number, copying: boolean): unknown => {
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (!target) throw fail(node, 'This alias stands for nothing before it.');
      aliased.set(node, target);
      return toValue(target, path, depth, true);
    }
    if (copying && ++copies > maxCopies) throw fail(node, `Aliases copy more than ${maxCopies} values.`);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    // A copy sets no anchors: an alias stands for what has its name before it in the text.
    if (node.anchor && !copying) anchors.set(node.anchor, node);
    const call = functionOf(node.tag);
    const inner = call === undefined ? path : [...path, call];
    if (isScalar(node)) {
      const value = node.tag === binaryTag ? decodeBase64(String(node.value)) : node.value;
      if (typeof value === 'string') mentions.push(...mentionsInScalar(value, node, inner, false, source));
      return call === undefined ? value : { [call]: value };
    }
    if (depth === maxDepth) throw tooDeep(startOf(node) ?? 0, source);
    const value = isSeq(node) ? node.items.map((item, i) => toValue(item, [...inner, i], depth + 1, copying)) : toRecord(node, inner, depth, copying);
    return call === undefined ? value : { [call]: value };
  };

  /** An object of a map. What merge keys bring yields to the rest; among them, the first that comes wins. */
  const toRecord = ({ items }: YAMLMap, path: Path, depth: number, copying: boolean): Readonly<Record<string, unknown>> => {
    const own = new Map<string, unknown>();
    const merged: (readonly [string, unknown])[] = [];
    for (const { key: keyNode, value } of items) {
      const key = String(isScalar(keyNode) ? keyNode.value : toValue(keyNode, path, depth + 1, copying));
      const at = [...path, key];
      if (isScalar(keyNode)) mentions.push(...mentionsInScalar(key, keyNode, at, true, source));
      if (key === '<<' && !isScalar(value) && value !== null) {
        const values = (isSeq(value) ? value.items : [value]).map((one) => toValue(one, path, depth + 1, copying));
        merged.push(...values.filter(isRecord).toReversed().flatMap(Object.entries));
        continue;
      }
      if (own.has(key)) ambiguous.push(path);
      if (own.has(key) && !copying) warnings.push(`The key "${key}" stands twice, the second time in line ${source.positionAt(startOf(keyNode) ?? 0).line}.`);
      own.set(key, toValue(value, at, depth + 1, copying));
    }
    return Object.fromEntries([...merged, ...own]);
  };

  const pairAt = (node: unknown, step: Path[number]) => {
    const keyOf = ({ key }: YAMLMap['items'][number]) => (isScalar(key) ? String(key.value) : undefined);
    return isMap(node) ? node.items.findLast((pair) => keyOf(pair) === String(step)) : undefined;
  };

  /** The node that a step leads to; a step into the short form of a function stays where it is. */
  const stepFrom = (holder: unknown, step: Path[number]): unknown => {
    if (isSeq(holder) && typeof step === 'number') return holder.items[step];
    return functionOf((holder as Node | null)?.tag) === step ? holder : pairAt(holder, step)?.value;
  };

  const offsetOf = (path: Path, ofKey: boolean) => {
    let offset = startOf(contents) ?? 0;
    let node: unknown = contents;
    for (const [depth, step] of path.entries()) {
      const holder = aliased.get(node) ?? node;
      if (ofKey && depth === path.length - 1) return startOf(pairAt(holder, step)?.key) ?? offset;
      node = stepFrom(holder, step);
      const start = startOf(aliased.get(node) ?? node);
      if (start === undefined) break;
      offset = start;
    }
    return offset;
  };

  const positionOf = (path: Path, ofKey = false) => source.positionAt(offsetOf(path, ofKey));
  return {
    value: toValue(contents, [], 0, false),
    warnings,
    ambiguous,
    positionOf,
    locate: (paths) => paths.map((path) => positionOf(path)),
    mentions: () => mentions,
    positions: (offsets) => offsets.map((offset) => source.positionAt(offset)),
  };
}

const binaryTag = 'tag:yaml.org,2002:binary';

/** The names in a scalar, each where it stands unless escapes and folding hide that. */
function mentionsInScalar(value: string, node: Node, path: Path, isKey: boolean, { text }: Source): Mention[] {
  const names = findNames(value);
  const [start = 0, end = start] = node.range ?? [];
  const raw = names.length === 0 ? [] : findNames(text.slice(start, end));
  const isPlain = raw.length === names.length && raw.every((one, i) => one.name === names[i]?.name);
  return names.map(({ name, isType }, i) => ({ name, isType, path, isKey, offset: start + ((isPlain && raw[i]?.start) || 0), textOffset: start }));
}

/** The name of the function that a tag is short for. */
function functionOf(tag: string | undefined): string | undefined {
  const [, name] = shortForm.exec(tag ?? '') ?? [];
  return name === undefined || name === 'Ref' ? name : `Fn::${name}`;
}
