import type { LineCounter, Node, YAMLMap, Document as YamlTree } from 'yaml';
import type { UsageError } from '../errors.ts';
import { isRecord } from '../model/record.ts';
import { type Document, maxDepth, type Path, type Position } from './document.ts';

/** A text of YAML while it is read, with the library. Offsets are in UTF-16 units. */
export interface Source {
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
    if (depth === maxDepth) throw tooDeep(startOf(node) ?? 0, source);
    const inside = (part: unknown) => toValue(part, depth + 1, copying);
    const value = isSeq(node) ? node.items.map(inside) : toRecord(node.items.map((pair) => [String(inside(pair.key)), inside(pair.value)] as const));
    return tagged(node.tag, value);
  };

  const pairAt = (node: unknown, step: Path[number]) => {
    const keyOf = ({ key }: YAMLMap['items'][number]) => (isScalar(key) ? String(key.value) : undefined);
    return isMap(node) ? node.items.find((pair) => keyOf(pair) === String(step)) : undefined;
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
  return { value: toValue(contents, 0, false), positionOf, locate: (paths) => paths.map((path) => positionOf(path)) };
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
