/** DescribeInstanceTypes: filters and the place of a page. */
import { invalidParameter } from './api-error.ts';
import type { Page, PageRequest, Pager } from './pages.ts';
import type { InstanceType } from './replies.ts';
import type { World } from './world.ts';

export type Query = Readonly<Record<string, string>>;

const MAX_RESULTS = 100;
const MAX_LISTED = 10;
/** Parameters that name a field and must equal it. */
const EQUAL_FIELDS = [
  'InstanceTypeFamily',
  'InstanceCategory',
  'InstanceFamilyLevel',
  'CpuArchitecture',
  'NvmeSupport',
  'LocalStorageCategory',
  'GPUSpec',
  'PhysicalProcessorModel',
];

/** Where in which result a query asks to read; throws the API's InvalidParameter for a bad size, filter or token. */
export function toPageRequest(query: Query, world: World, pager: Pager): PageRequest {
  const { MaxResults = String(MAX_RESULTS), NextToken: token = '', ...filters } = query;
  const limit = Number(MaxResults);
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= MAX_RESULTS)) {
    throw invalidParameter('MaxResults', `it must be from 1 to ${MAX_RESULTS}`);
  }
  const queryKey = JSON.stringify(Object.entries(filters).sort());
  const selects = toFilter(filters);
  return {
    list: world.typesIn(filters.RegionId).filter(selects),
    queryKey,
    offset: pager.offsetOf(queryKey, token),
    limit,
    token,
  };
}

/** The body of a reply, RequestId left to the server. */
export function toTypesBody(page: Page): Readonly<Record<string, unknown>> {
  return { NextToken: page.nextToken, InstanceTypes: { InstanceType: page.types } };
}

function toFilter(query: Query): (type: InstanceType) => boolean {
  const tests = [
    ...toListTest(query, 'InstanceTypes', 'InstanceTypeId'),
    ...toListTest(query, 'InstanceTypeFamilies', 'InstanceTypeFamily'),
    ...Object.entries(query).flatMap(([name, value]) => toFieldTest(name, value)),
  ];
  return (type) => tests.every((test) => test(type));
}

type Test = (type: InstanceType) => boolean;

/** `InstanceTypes.1=...&InstanceTypes.2=...`: one of the values, at most ten of them. */
function toListTest(query: Query, parameter: string, field: string): readonly Test[] {
  const values = Object.entries(query)
    .filter(([name]) => name.startsWith(`${parameter}.`))
    .map(([, value]) => value);
  if (values.length > MAX_LISTED) throw invalidParameter(parameter, `it takes 1 to ${MAX_LISTED} values`);
  return values.length === 0 ? [] : [(type) => values.includes(String(type[field]))];
}

/** `MinimumX` and `MaximumX` bound the field X; a type without the field is not selected. */
function toFieldTest(name: string, value: string): readonly Test[] {
  if (EQUAL_FIELDS.includes(name)) return [(type) => type[name] === value];
  const [, side, field = ''] = /^(Minimum|Maximum)(\w+)$/.exec(name) ?? [];
  if (side === undefined) return [];
  const bound = Number(value);
  if (value === '' || Number.isNaN(bound)) throw invalidParameter(name, 'it must be a number');
  return [(type) => (side === 'Minimum' ? Number(type[field]) >= bound : Number(type[field]) <= bound)];
}
