import type { Document, Mention, Path } from '../documents/document.ts';
import type { Choice } from '../model/policy/choice.ts';
import { memberAt } from '../model/record.ts';
import type { Found, HeldText, Reading } from './reader.ts';

/** A target on its way: with its place in the document instead of line and column. */
export interface Located {
  readonly name: string | null;
  readonly unknown: string | null;
  readonly choice?: Choice;
  readonly isUnexplained?: true;
  readonly address: string | null;
  readonly path: Path;
  /** The name in the source; null where nothing names it, or only in other words (`g8i.large`). */
  readonly mention: Mention | null;
  /** Where it stands in the source; null where only the path tells. */
  readonly offset: number | null;
}

/** Reads a text that stands in a document; undefined for one of no form that is known. */
export type ReadHeldText = (held: HeldText, isExpected: boolean) => Promise<HeldFindings | undefined>;

/** What a text in a document chooses: an `offset` counts in that text. */
export interface HeldFindings {
  readonly targets: readonly Located[];
  /** The offsets of all names in the text, also those of its comments, in their order. */
  readonly offsets: readonly number[];
  readonly gaps: readonly string[];
  readonly notes: readonly string[];
}

/** What a document chooses, and what no reader could explain. */
export interface Explained {
  readonly targets: readonly Located[];
  readonly gaps: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Joins what readers found in a document with all the names that stand in it. A name that was found is a target; one
 * that a reader gives a reason for is none; any other one is judged as well, so that no gap of a reader lets a type
 * pass in silence. Texts that are documents of their own are read as such, whether a reader points to them or they hold
 * a name that nobody explains.
 */
export async function explainMentions(document: Document, readings: readonly Reading[], readHeld: ReadHeldText): Promise<Explained> {
  const mentions = document.mentions();
  const byPath = groupBy(mentions, ({ path }) => keyOf(path));
  const found = readings.flatMap((reading) => reading.found);
  const chosen = locateFound(found, byPath);
  const held = await readTexts(
    readings.flatMap((reading) => reading.texts ?? []),
    byPath,
    readHeld,
    true,
  );
  const explained = new Set<Mention>([...chosen.explained, ...held.explained]);
  // What says that a name chooses nothing may be the value of a key that programs do not take.
  const ambiguous = new Set(document.ambiguous.map(keyOf));
  const isCertain = ambiguous.size === 0 ? () => true : ({ path }: Mention) => !isBelow(path, ambiguous);
  const isExplained = (mention: Mention) => isCertain(mention) && readings.every((reading) => reading.explain?.(mention) !== undefined);
  const rest = withoutAliases(mentions, explained).filter((mention) => !isExplained(mention));
  const texts = await readTexts(textsAround(rest, document.value, readings), byPath, readHeld, false);
  const unexplained = rest.filter((mention) => !texts.explained.has(mention)).map((mention) => leaveUnexplained(mention, readings));
  return {
    targets: [...chosen.targets, ...held.targets, ...texts.targets, ...unexplained],
    gaps: [...readings.flatMap(({ gaps }) => gaps), ...held.gaps, ...texts.gaps],
    notes: [...readings.flatMap(({ notes }) => notes), ...held.notes, ...texts.notes],
  };
}

const keyOf = (path: Path) => path.join('\u0000');

/** Mentions by the `keyOf` of their paths. */
type ByPath = ReadonlyMap<string, readonly Mention[]>;

function groupBy(mentions: readonly Mention[], keyFor: (mention: Mention) => string): ByPath {
  const groups = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const key = keyFor(mention);
    const group = groups.get(key);
    if (group) group.push(mention);
    else groups.set(key, [mention]);
  }
  return groups;
}

function leaveUnexplained(mention: Mention, readings: readonly Reading[]): Located {
  const { path, name, offset } = mention;
  const place = { address: addressOf(path, readings), path, mention, offset };
  if (!readings.some((reading) => reading.isSecret?.(path))) return { name, unknown: null, isUnexplained: true, ...place };
  return { name: null, unknown: 'It names a type in a value that is marked as sensitive: it is neither shown nor checked.', ...place };
}

/** What was found, where it stands, and the names that are thereby explained. */
function locateFound(found: readonly Found[], byPath: ByPath): { readonly targets: readonly Located[]; readonly explained: ReadonlySet<Mention> } {
  const explained = new Set<Mention>();
  const covering = new Set<string>();
  const targets: Located[] = [];
  const firstAt = new Map<string, Found>();
  const mentionsOf = indexByName(byPath);
  for (const one of found) {
    const key = keyOf(one.path);
    if (one.covers || one.choice) covering.add(key);
    const same = mentionsOf(key, one.name);
    for (const mention of same) explained.add(mention);
    const mention = one.name === null ? null : (same.at(-1) ?? null);
    targets.push({ ...one, mention, offset: mention?.textOffset ?? null });
    if (one.name !== null && !firstAt.has(key)) firstAt.set(key, one);
  }
  for (const [key, first] of firstAt) {
    const here = byPath.get(key) ?? [];
    if (here.length < 2) continue;
    // A key that stands twice: one of its values is in the document's value, and programs differ in which one they
    // take.
    const texts = new Set(here.filter((mention) => explained.has(mention)).map(({ textOffset }) => textOffset));
    for (const mention of here) {
      if (texts.size === 0 || explained.has(mention) || texts.has(mention.textOffset)) continue;
      explained.add(mention);
      targets.push({ ...first, name: mention.name, mention, offset: mention.textOffset });
    }
  }
  if (covering.size > 0) for (const mention of [...byPath.values()].flat()) if (isBelow(mention.path, covering)) explained.add(mention);
  return { targets, explained };
}

/** Gives the mentions at a path in values, of some name or of any. Texts may hold thousands of them. */
function indexByName(byPath: ByPath): (key: string, name: string | null) => readonly Mention[] {
  const indexes = new Map<string, ByPath>();
  return (key, name) => {
    const here = byPath.get(key) ?? [];
    if (name === null || here.length < 10) return here.filter((mention) => !mention.isKey && (name === null || mention.name === name));
    const index =
      indexes.get(key) ??
      groupBy(
        here.filter(({ isKey }) => !isKey),
        (mention) => mention.name,
      );
    indexes.set(key, index);
    return index.get(name) ?? [];
  };
}

/** Whether a path leads to or through one of some places. */
function isBelow(path: Path, places: ReadonlySet<string>): boolean {
  for (let length = path.length; length >= 0; length -= 1) if (places.has(keyOf(path.slice(0, length)))) return true;
  return false;
}

/**
 * The mentions that are not explained; one that stands in the text once and that aliases repeat, only if none of its
 * places is.
 */
function withoutAliases(mentions: readonly Mention[], explained: ReadonlySet<Mention>): Mention[] {
  const rest = mentions.filter((mention) => !explained.has(mention));
  const offsets = new Set(Array.from(explained, ({ offset }) => offset));
  // JSON has no aliases.
  if (!rest.some(({ offset }) => offsets.has(offset))) return rest;
  const identity = ({ offset, name, isKey }: Mention) => `${offset} ${name} ${isKey}`;
  const known = new Set(mentions.filter((mention) => explained.has(mention)).map(identity));
  return rest.filter((mention) => !known.has(identity(mention)));
}

/**
 * The texts that hold names nobody explains and that look like documents: they have several lines, or begin as JSON
 * does.
 */
function textsAround(mentions: readonly Mention[], value: unknown, readings: readonly Reading[]): HeldText[] {
  const texts = new Map<string, HeldText>();
  for (const { path, isKey } of mentions) {
    const text = isKey ? undefined : memberAt(value, path);
    if (typeof text !== 'string' || !/\n|^\s*[{[]/.test(text)) continue;
    texts.set(keyOf(path), { path, text, address: addressOf(path, readings) });
  }
  return [...texts.values()];
}

function addressOf(path: Path, readings: readonly Reading[]): string | null {
  return readings.map((reading) => reading.addressAt?.(path) ?? null).find((address) => address !== null) ?? null;
}

/**
 * Reads texts as documents of their own. What is of no known form explains nothing, and is not known where a reader
 * expected a document.
 */
async function readTexts(
  texts: readonly HeldText[],
  byPath: ByPath,
  readHeld: ReadHeldText,
  isExpected: boolean,
): Promise<Explained & { readonly explained: ReadonlySet<Mention> }> {
  const explained = new Set<Mention>();
  const targets: Located[] = [];
  const gaps: string[] = [];
  const notes: string[] = [];
  for (const held of texts) {
    const { path, address } = held;
    const read = await readHeld(held, isExpected);
    if (!read) {
      if (held.otherwise !== undefined) targets.push({ name: null, unknown: held.otherwise, address, path, mention: null, offset: null });
      continue;
    }
    const outer = (byPath.get(keyOf(path)) ?? []).filter(({ isKey }) => !isKey);
    for (const mention of outer) explained.add(mention);
    const places = new Map(read.offsets.map((offset, i) => [offset, outer[i]] as const));
    for (const target of read.targets) {
      // The names of the text are those of the document's value at this path, in the same order.
      const mention = (outer.length === places.size && target.mention && places.get(target.mention.offset)) || null;
      targets.push({ ...target, address: address ?? target.address, path, mention, offset: mention?.offset ?? null });
    }
    gaps.push(...read.gaps);
    notes.push(...read.notes);
  }
  return { targets, gaps, notes, explained };
}
