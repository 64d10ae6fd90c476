import type { At } from './syntax.ts';
import { eitherOf, membersOf, possibilities, type Value } from './value.ts';

/** What a function gives for arguments of which each is one thing. */
type Apply = (args: readonly Value[], at: At) => Value | undefined;

const isKnown = (value: Value | undefined): value is Extract<Value, { kind: 'known' }> => value?.kind === 'known';

const onText =
  (change: (text: string) => string): Apply =>
  ([text]) =>
    isKnown(text) && typeof text.value === 'string' ? { ...text, value: change(text.value) } : text;

const itself: Apply = ([value]) => value;

const list = (items: readonly Value[]): Value => ({ kind: 'list', items });

/** All that lists, and lists in them, hold. */
const flat = (values: readonly Value[]): readonly Value[] => values.flatMap((value) => (value.kind === 'list' ? flat(value.items) : [value]));

const membersAsList: Apply = ([value]) => {
  const members = value && membersOf(value);
  return members ? list(members) : value;
};

/** The first that is there: nobody can tell which, as long as one before it is not known. */
const firstOf: Apply = (args, at) => {
  const candidates: Value[] = [];
  for (const arg of args) {
    if (isKnown(arg) && (arg.value === null || arg.value === '')) continue;
    candidates.push(arg);
    if (arg.kind !== 'unknown') break;
  }
  return eitherOf(candidates) ?? { kind: 'known', value: null, at };
};

/**
 * Functions of Terraform through which a type comes unchanged, or is put together. All others give what only a plan
 * tells.
 */
const functions: Readonly<Record<string, Apply>> = {
  lookup([map, key, fallback]) {
    if (!map || !key) return undefined;
    if (map.kind !== 'object') return map.kind === 'unknown' && fallback ? eitherOf([map, fallback]) : map;
    const found = isKnown(key) ? map.entries.get(String(key.value)) : undefined;
    if (found) return found;
    // A key that is not known may be any of them, and one that is not there takes the default.
    return eitherOf([...(isKnown(key) ? [] : map.entries.values()), ...(fallback ? [fallback] : [])]);
  },
  element([items, index]) {
    const members = items && membersOf(items);
    if (!members || members.length === 0) return items;
    const at = isKnown(index) && typeof index.value === 'number' ? members[index.value % members.length] : undefined;
    return at ?? eitherOf(members);
  },
  one: ([items]) => (items && eitherOf(membersOf(items) ?? [items])) ?? items,
  coalesce: firstOf,
  try: firstOf,
  coalescelist: (args, at) =>
    firstOf(
      args.filter((arg) => !(arg.kind === 'list' && arg.items.length === 0)),
      at,
    ),
  concat: (args) => list(args.flatMap((arg) => (arg.kind === 'list' ? arg.items : [arg]))),
  setunion: (args) => list(args.flatMap((arg) => (arg.kind === 'list' ? arg.items : [arg]))),
  flatten: (args) => list(flat(args)),
  distinct: itself,
  compact: itself,
  sort: itself,
  reverse: itself,
  slice: itself,
  toset: itself,
  tolist: itself,
  tomap: itself,
  tostring: itself,
  sensitive: itself,
  nonsensitive: itself,
  ephemeralasnull: itself,
  values: membersAsList,
  keys: ([map], at) => (map?.kind === 'object' ? list([...map.entries.keys()].map((value) => ({ kind: 'known', value, at }))) : map),
  merge(args, at) {
    const unknown = args.find(({ kind }) => kind === 'unknown');
    const entries = new Map(args.flatMap((arg) => (arg.kind === 'object' ? [...arg.entries] : [])));
    return unknown ? { kind: 'unknown', reason: 'A part of what is merged is not known.', at } : { kind: 'object', entries };
  },
  zipmap([keys, values]) {
    if (keys?.kind !== 'list' || values?.kind !== 'list') return keys?.kind === 'unknown' ? keys : values;
    const entries = keys.items.flatMap((key, i) => {
      const value = values.items[i];
      return isKnown(key) && value ? [[String(key.value), value] as const] : [];
    });
    return { kind: 'object', entries: new Map(entries) };
  },
  lower: onText((text) => text.toLowerCase()),
  upper: onText((text) => text.toUpperCase()),
  trimspace: onText((text) => text.trim()),
  chomp: onText((text) => text.replace(/[\r\n]+$/, '')),
  format(args, at) {
    const [pattern, ...rest] = args;
    if (!isKnown(pattern) || !rest.every(isKnown)) return undefined;
    let next = 0;
    const value = String(pattern.value).replace(/%(%|[sdvq])/g, (_whole, verb: string) => {
      const arg = verb === '%' ? undefined : rest[next++];
      return verb === '%' ? '%' : String(arg && isKnown(arg) ? arg.value : '');
    });
    return { kind: 'known', value, at };
  },
  join([separator, items], at) {
    if (!isKnown(separator) || items?.kind !== 'list' || !items.items.every(isKnown)) return undefined;
    return { kind: 'known', value: items.items.map((item) => (isKnown(item) ? item.value : '')).join(String(separator.value)), at };
  },
  split([separator, text]) {
    if (!isKnown(separator) || !isKnown(text) || typeof text.value !== 'string') return text;
    return list(text.value.split(String(separator.value)).map((value) => ({ ...text, value })));
  },
  replace([text, from, to], at) {
    if (!isKnown(text) || !isKnown(from) || !isKnown(to) || /^\/.*\/$/.test(String(from.value))) return undefined;
    return { kind: 'known', value: String(text.value).replaceAll(String(from.value), String(to.value)), at };
  },
};

/** Combinations of arguments that are tried before the result counts as unknown. */
const maxCombinations = 200;

/** What a function gives for each of the things that its arguments may be. */
export function callFunction(name: string, args: readonly Value[], at: At): Value {
  const only: Value = { kind: 'unknown', reason: `What ${name}() gives, only a plan tells.`, at };
  const apply = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!apply) return only;
  let combinations: Value[][] = [[]];
  for (const arg of args) {
    combinations = combinations.flatMap((earlier) => possibilities(arg).map((one) => [...earlier, one]));
    if (combinations.length > maxCombinations) return only;
  }
  return eitherOf(combinations.map((one) => apply(one, at) ?? only)) ?? only;
}
