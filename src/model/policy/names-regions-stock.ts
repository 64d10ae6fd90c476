import type { Catalog } from '../catalog/catalog.ts';
import { findSubject, nameOf, type Subject } from '../catalog/lookup.ts';
import { type Stock, stockIn, zonesInStock } from '../market/stock.ts';
import type { Evaluation } from './evaluate.ts';
import { type Outcome, toOutcome, worstOf } from './outcome.ts';
import { isNamedBy, type Policy } from './policy.ts';

/** Whether a name is off the deny list and on the allow list of a policy. `family` is null when it is not known. */
export function evaluateNames({ allow, deny }: Policy, name: string, family: string | null): Evaluation[] {
  const found: Evaluation[] = [];
  const add = (requirement: 'allow' | 'deny', isMet: boolean, reason: string) =>
    found.push({ requirement, status: toOutcome(isMet), basis: 'none', reason, evidence: [] });
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

/**
 * Whether the regions of a policy offer a family or type. Only the API knows that, and of types for one region at a
 * time.
 */
export function evaluateRegions({ regions, offered }: Policy, subject: Subject, catalog: Catalog, stock: Stock | undefined): Evaluation[] {
  if (regions.length === 0) return offered ? evaluateOffer(subject, catalog) : [];
  const { source } = catalog;
  const say = (status: Outcome, reason: string): Evaluation[] => [
    { requirement: 'regions', status, basis: status === 'unknown' ? 'none' : 'api', reason, evidence: [] },
  ];
  const name = nameOf(subject);
  if (source.type === 'embedded') return say('unknown', `The embedded catalog does not know in which regions ${name} is offered: --live asks the API.`);
  const listed = findSubject(catalog, subject.entry.id)?.entry;
  const isOffered = (region: string): boolean | null => {
    if (!source.regions.includes(region)) return null;
    // An incomplete answer may leave out what is offered.
    const absent = source.complete ? false : null;
    if (!listed?.observed?.regions.includes(region)) return absent;
    if (!subject.type) return true;
    if (source.regions.length === 1) return listed.types().some(({ id }) => id === name) || absent;
    // Types are fetched once for all regions, so only the stock says which region offers which type.
    const zones = stock?.zones.filter((zone) => zone.region === region).map((zone) => stockIn(zone, name)) ?? [];
    if (zones.some((status) => status !== 'not-offered' && status !== 'unknown')) return true;
    return zones.length > 0 && zones.every((status) => status === 'not-offered') ? absent : null;
  };
  const answers = regions.map((region) => ({ region, outcome: toOutcome(isOffered(region)) }));
  const outcome = worstOf(answers.map((answer) => answer.outcome));
  const words = { fail: `${name} is not offered`, unknown: `It is not known whether ${name} is offered`, pass: `${name} is offered` }[outcome];
  const places = answers.filter((answer) => answer.outcome === outcome).map(({ region }) => region);
  return say(outcome, `${words} in ${places.join(', ')}.`);
}

/** That none of the regions that were asked offers a family or type; nothing where one does. */
function evaluateOffer(subject: Subject, catalog: Catalog): Evaluation[] {
  const { source } = catalog;
  if (source.type === 'embedded') return [];
  const name = nameOf(subject);
  const listed = findSubject(catalog, subject.entry.id)?.entry;
  if (listed?.observed && (!subject.type || listed.types().some(({ id }) => id === name))) return [];
  const reason = `${source.complete ? `${name} is not offered` : `It is not known whether ${name} is offered`} in ${source.regions.join(', ')}.`;
  return [{ requirement: 'regions', status: source.complete ? 'fail' : 'unknown', basis: source.complete ? 'api' : 'none', reason, evidence: [] }];
}

/**
 * Whether a type can be bought now: in each region of the policy, or in any zone that was asked when it names no
 * region.
 */
export function evaluateStock({ inStock, regions }: Policy, subject: Subject, stock: Stock | undefined): Evaluation[] {
  if (!inStock) return [];
  const say = (status: Outcome, reason: string): Evaluation[] => [
    { requirement: 'inStock', status, basis: status === 'unknown' ? 'none' : 'api', reason, evidence: [] },
  ];
  const name = nameOf(subject);
  if (!stock) return say('unknown', `Only the API knows whether ${name} is in stock: --live asks it.`);
  const places = regions.length > 0 ? regions.map((region) => stock.zones.filter((zone) => zone.region === region)) : [stock.zones];
  // A region whose zones were not asked for says nothing.
  const found = places.map((zones) => (zones.length === 0 ? null : zonesInStock({ ...stock, zones }, [name])));
  const outcome = worstOf(found.map((zones) => toOutcome(zones && zones.length > 0)));
  const inZones = [...new Set(found.flatMap((zones) => zones ?? []))].join(', ');
  const words = { fail: `${name} is not in stock`, unknown: `The stock of ${name} is not known`, pass: `${name} is in stock in ${inZones}` }[outcome];
  return say(outcome, `${words} (${stock.charge}).`);
}
