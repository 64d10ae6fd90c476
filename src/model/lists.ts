import type { Catalog } from './catalog.ts';
import type { Outcome } from './check.ts';
import { type Evaluation, nameOf, type Subject } from './evaluate.ts';
import { isNamedBy, type Policy } from './policy.ts';
import { type Stock, zonesInStock } from './stock.ts';

/** What a policy demands besides requirements: its lists of names, its regions, its stock. `family` is null when it is not known. */
export function evaluateNames({ allow, deny }: Policy, name: string, family: string | null): Evaluation[] {
  const found: Evaluation[] = [];
  const add = (requirement: 'allow' | 'deny', isMet: boolean, reason: string) =>
    found.push({ requirement, status: isMet ? 'pass' : 'fail', basis: 'none', reason, evidence: [] });
  if (deny.length > 0) {
    const denied = isNamedBy(deny, name, family);
    add('deny', !denied, `${name} is ${denied ? '' : 'not '}on the policy's deny list.`);
  }
  if (allow.length > 0) {
    const allowed = isNamedBy(allow, name, family);
    add('allow', allowed, `${name} is ${allowed ? '' : 'not '}on the policy's allow list.`);
  }
  return found;
}

/** Whether the regions of a policy offer a family, or the family of a type. Only the API knows. */
export function evaluateRegions({ regions }: Policy, subject: Subject, catalog: Catalog): Evaluation[] {
  if (regions.length === 0) return [];
  const { source } = catalog;
  const say = (status: Outcome, reason: string): Evaluation[] => [
    { requirement: 'regions', status, basis: status === 'unknown' ? 'none' : 'api', reason, evidence: [] },
  ];
  const name = nameOf(subject);
  if (source.type === 'embedded') return say('unknown', `The embedded catalog does not know in which regions ${name} is offered: --live asks the API.`);
  const unasked = regions.filter((region) => !source.regions.includes(region));
  const listed = catalog.families.find(({ id }) => id === subject.entry.id);
  const offers = (region: string) =>
    (listed?.observed?.regions.includes(region) ?? false) && (subject.type === undefined || listed?.types().some(({ id }) => id === name));
  const missing = regions.filter((region) => !unasked.includes(region) && !offers(region));
  // What an incomplete answer does not name may be offered all the same.
  if (missing.length > 0 && source.complete) return say('fail', `${name} is not offered in ${missing.join(', ')}.`);
  const open = [...missing, ...unasked];
  if (open.length > 0) return say('unknown', `It is not known whether ${name} is offered in ${open.join(', ')}.`);
  return say('pass', `${name} is offered in ${regions.join(', ')}.`);
}

/** Whether a type can be bought now: in each region of the policy, or anywhere that was asked when it names none. A family can when each of its types can. */
export function evaluateStock({ inStock, regions }: Policy, subject: Subject, stock: Stock | undefined): Evaluation[] {
  if (!inStock) return [];
  const say = (status: Outcome, reason: string): Evaluation[] => [
    { requirement: 'inStock', status, basis: status === 'unknown' ? 'none' : 'api', reason, evidence: [] },
  ];
  if (!stock) return say('unknown', `Only the API knows whether ${nameOf(subject)} is in stock: --live asks it.`);
  const types = subject.type ? [subject.type.id] : subject.entry.types().map(({ id }) => id);
  const places = regions.length > 0 ? regions.map((region) => ({ ...stock, zones: stock.zones.filter((zone) => zone.region === region) })) : [stock];
  const zones = types.flatMap((type) => places.map((place) => ({ type, zones: zonesInStock(place, [type]), asked: place.zones.length > 0 })));
  const soldOut = zones.find((one) => one.asked && one.zones?.length === 0);
  if (soldOut) return say('fail', `${soldOut.type} is not in stock (${stock.charge}).`);
  const open = zones.find((one) => one.zones === null || !one.asked);
  if (open || zones.length === 0) return say('unknown', `The stock of ${open?.type ?? nameOf(subject)} is not known (${stock.charge}).`);
  return say('pass', `${nameOf(subject)} is in stock in ${[...new Set(zones.flatMap((one) => one.zones ?? []))].join(', ')} (${stock.charge}).`);
}
