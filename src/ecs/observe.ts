import { ServiceError } from '../errors.ts';
import type { Observations } from '../model/catalog.ts';
import type { ObservedFamily, ObservedType } from '../model/facts.ts';
import { valueAt } from '../model/sign.ts';
import type { EcsAction, EcsCall } from './api.ts';
import { toObservedFamily, toObservedType } from './mapper.ts';

/** DescribeInstanceTypes gives 100 types a page at most, whatever MaxResults says. */
const pageSize = 100;

/** Asks a region for its families and all pages of types. Rejects with CipuError. */
export async function observeRegion(call: EcsCall, region: string): Promise<Observations> {
  const [families, types] = await Promise.all([listFamilies(call, region), listTypes(call, region)]);
  return { families, types: types.map((type) => ({ ...type, family: type.family ?? guessFamily(type.id, families) })) };
}

/** The families that a region offers. Rejects with CipuError. */
export async function listFamilies(call: EcsCall, region: string): Promise<ObservedFamily[]> {
  const body = await call({ action: 'DescribeInstanceTypeFamilies', region, parameters: { regionId: region } });
  const families = listAt(body, 'InstanceTypeFamilies.InstanceTypeFamily', 'DescribeInstanceTypeFamilies').flatMap(
    (reply) => toObservedFamily(reply, region) ?? [],
  );
  return [...new Map(families.map((family) => [family.id, family])).values()];
}

/** All types that the endpoint of a region knows, each once. Rejects with CipuError, also when the pages do not end. */
export async function listTypes(call: EcsCall, region: string): Promise<ObservedType[]> {
  const types = new Map<string, ObservedType>();
  const seen = new Set<string>();
  for (let nextToken = ''; ; ) {
    const body = await call({ action: 'DescribeInstanceTypes', region, parameters: { maxResults: pageSize, ...(nextToken && { nextToken }) } });
    const known = types.size;
    for (const reply of listAt(body, 'InstanceTypes.InstanceType', 'DescribeInstanceTypes')) {
      const type = toObservedType(reply);
      if (type) types.set(type.id, type);
    }
    const token = valueAt(body, 'NextToken');
    if (typeof token !== 'string' || token === '') return [...types.values()];
    if (seen.has(token)) throw new ServiceError(`DescribeInstanceTypes in ${region}: the pages do not end, a page token came twice.`);
    // A page that adds nothing may be an odd partition; one that also leads on and on is not.
    if (types.size === known && seen.size > 50) throw new ServiceError(`DescribeInstanceTypes in ${region}: the pages do not end, they bring nothing new.`);
    seen.add(token);
    nextToken = token;
  }
}

/** A list in a reply. A reply without it is malformed: an empty list is sent as an empty list. */
function listAt(body: unknown, path: string, action: EcsAction): readonly unknown[] {
  const list = valueAt(body, path);
  if (Array.isArray(list)) return list;
  throw new ServiceError(`${action}: the reply does not have the shape of the API's, ${path} is no list.`);
}

/** The family of a type that does not name it: the longest family id that starts its own, else its id without the size. */
function guessFamily(id: string, families: readonly ObservedFamily[]): string {
  const starts = families.map((family) => family.id).filter((family) => id.startsWith(`${family}.`) || id.startsWith(`${family}-`));
  return starts.sort((a, b) => b.length - a.length)[0] ?? id.replace(/\.[^.]*$/, '');
}
