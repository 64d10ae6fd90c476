import { fullName } from '../../model/names/pattern.ts';
import type { Choice, Term } from '../../model/policy/choice.ts';
import { isRecord, textOf } from '../../model/record.ts';
import { foundIn, type Spot, stepInto } from '../finding.ts';
import type { Found } from '../reader.ts';
import { isOtherInstanceLabel, propertyOf } from './labels.ts';

/**
 * Operators of the terms of a selector. The others say that a label is there, or not, which every node of a type does
 * alike.
 */
const operators: Readonly<Record<string, Term['operator']>> = { In: 'in', NotIn: 'not in', Gt: 'above', Lt: 'below', Gte: 'at least', Lte: 'at most' };

const architectures: Readonly<Record<string, string>> = { amd64: 'X86', arm64: 'ARM' };

/** A term that speaks of the type of a node, with its place in the list. */
interface PlacedTerm extends Term {
  readonly at: number;
}

/** Whether a list is one of the terms of a selector, `{key, operator, values}`, all of which must hold. */
export function isTermList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.some((term) => isRecord(term) && typeof term.key === 'string' && typeof term.operator === 'string');
}

/**
 * Whether a term speaks of the type of a node: what it names is wanted or excluded, together with the terms beside it.
 */
export function isInstanceTerm(term: unknown): boolean {
  return isRecord(term) && typeof term.key === 'string' && propertyOf(term.key) !== undefined;
}

/** What terms let choose, where they name types or families. Those that only exclude or measure name nothing. */
export function foundByTerms(list: readonly unknown[], spot: Spot): Found[] {
  const terms = list.flatMap(toTerm);
  const naming = terms.filter(({ property, operator }) => operator === 'in' && (property === 'type' || property === 'family'));
  const [first] = [...naming.filter(({ property }) => property === 'type'), ...naming];
  if (!first) return [];
  const wanted = first.property === 'type' ? 'type' : 'family';
  const named = foundIn((list[first.at] as { readonly values?: unknown }).values, stepInto(spot, first.at, 'values'), wanted);
  // The architecture hardly ever leaves out a type that is named.
  const others = terms.filter((term) => term !== first && term.property !== 'architecture');
  if (named.some(({ name }) => name === null) || others.length === 0) return named;
  const met = wanted === 'type' && others.every(isOfNames) ? named.filter(({ name }) => others.every((term) => meetsByName(term, String(name)))) : [];
  return met.length > 0 ? met : [foundByChoice(list, spot)];
}

/** What terms leave to be chosen, whether or not they name anything. */
export function foundByChoice(list: readonly unknown[], { path, address }: Spot): Found {
  const others = list.flatMap((term) => (isRecord(term) && isOtherInstanceLabel(textOf(term.key)) ? [textOf(term.key)] : []));
  const choice: Choice = { terms: list.flatMap(toTerm).map(({ at: _, ...term }) => term), ...(others.length > 0 && { besides: others.join(', ') }) };
  return { path, name: null, unknown: null, choice, address };
}

function toTerm(term: unknown, at: number): PlacedTerm[] {
  const known = isRecord(term) ? propertyOf(textOf(term.key)) : undefined;
  const operator = isRecord(term) ? operators[textOf(term.operator)] : undefined;
  if (!isRecord(term) || !known || !operator || !Array.isArray(term.values) || term.values.length === 0) return [];
  const { property, unit } = known;
  const toValue = (value: unknown) => {
    if (property === 'type' || property === 'family') return fullName(textOf(value));
    if (property === 'architecture') return architectures[textOf(value)] ?? textOf(value);
    return unit === 1 ? textOf(value) : Number(textOf(value)) / unit;
  };
  return [{ property, operator, values: term.values.map(toValue), at }];
}

/** Whether a term can be told by the name of a type alone. */
const isOfNames = ({ property, operator }: Term) => (property === 'type' || property === 'family') && (operator === 'in' || operator === 'not in');

function meetsByName({ property, operator, values }: Term, type: string): boolean {
  const isThere = values.some((value) => (property === 'type' ? type === value : type.startsWith(`${value}.`)));
  return isThere === (operator === 'in');
}
