import type { NamePattern } from '../names/pattern.ts';
import type { UnknownMode } from './outcome.ts';
import type { Requirement } from './requirement.ts';
import { isTypeName } from './target.ts';

/** Requirements that take the place of the policy's own for some targets. */
export interface Override {
  readonly targets: readonly NamePattern[];
  readonly require?: readonly Requirement[];
  readonly unknown?: UnknownMode;
}

/** Excuses targets from requirements until a day. */
export interface Waiver {
  /** Names; empty excuses every name. */
  readonly targets: readonly NamePattern[];
  /** Addresses in the inputs, with `*` for any text; empty excuses every address. */
  readonly addresses: readonly string[];
  /** Texts of the requirements that are waived; empty waives all of them. */
  readonly require: readonly string[];
  readonly reason: string;
  /** Last day on which it holds, in UTC: `2026-12-31`. */
  readonly expires: string;
}

/** Whether a waiver has expired by a day, `2026-12-31`: it still holds on its last one. */
export function isExpired({ expires }: Waiver, today: string): boolean {
  return expires < today;
}

/** What may decide: anything that is known, or only what a source says itself, without what rules infer. */
export const evidenceModes = ['any', 'documented'] as const;

/** One of them. */
export type EvidenceMode = (typeof evidenceModes)[number];

/** What targets must meet. */
export interface Policy {
  readonly require: readonly Requirement[];
  /** The last one that names a target counts. */
  readonly overrides: readonly Override[];
  /** When not empty, only what is on it may be used. */
  readonly allow: readonly NamePattern[];
  /** What is on it may not be used. */
  readonly deny: readonly NamePattern[];
  readonly waivers: readonly Waiver[];
  readonly unknown: UnknownMode;
  readonly evidence: EvidenceMode;
  /** Each of them must offer the target. */
  readonly regions: readonly string[];
  /** Whether the target must be in stock, in every region where regions are named. */
  readonly inStock: boolean;
  /** Whether, where no regions are named, one of those that were asked must offer the target. */
  readonly offered: boolean;
}

/** A policy that demands nothing. */
export const emptyPolicy: Policy = {
  require: [],
  overrides: [],
  allow: [],
  deny: [],
  waivers: [],
  unknown: 'fail',
  evidence: 'any',
  regions: [],
  inStock: false,
  offered: false,
};

/** Whether a policy can never fail a target. */
export function demandsNothing({ require, overrides, allow, deny, regions, inStock }: Policy): boolean {
  const demands = [require, allow, deny, regions, ...overrides.map((one) => one.require ?? [])];
  return demands.every((list) => list.length === 0) && !inStock;
}

/**
 * Whether one of some patterns names a family or type. A pattern of families names their types as well. `family` is
 * null when it is not known.
 */
export function isNamedBy(patterns: readonly NamePattern[], name: string, family: string | null): boolean {
  return patterns.some((pattern) => pattern.matches(name) || (isTypeName(name) && family !== null && !pattern.isType && pattern.matches(family)));
}

/** The requirements that hold for a name, and what it counts for when they cannot be decided. */
export function termsFor({ require, unknown, overrides }: Policy, name: string, family: string | null): Pick<Policy, 'require' | 'unknown'> {
  const applying = overrides.filter(({ targets }) => isNamedBy(targets, name, family));
  return {
    require: applying.findLast((one) => one.require !== undefined)?.require ?? require,
    unknown: applying.findLast((one) => one.unknown !== undefined)?.unknown ?? unknown,
  };
}

/**
 * Whether an address matches a pattern in which `*` stands for any text. Every other character stands for itself,
 * brackets and quotes included: addresses are full of them.
 */
export function matchesAddress(pattern: string, address: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  const end = rest.pop();
  if (end === undefined) return address === pattern;
  if (!address.startsWith(start) || !address.endsWith(end) || address.length < start.length + end.length) return false;
  // Each part is matched where it first occurs. A later occurrence never helps, so there is no backtracking.
  let at = start.length;
  for (const part of rest) {
    const found = address.indexOf(part, at);
    if (found < 0 || found + part.length > address.length - end.length) return false;
    at = found + part.length;
  }
  return true;
}
