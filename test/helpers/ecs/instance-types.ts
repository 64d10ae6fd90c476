/** DescribeInstanceTypes: filters. */
import { invalidParameter } from './api-error.ts';
import type { Rows } from './pages.ts';
import type { Query } from './query.ts';
import type { InstanceType } from './replies.ts';
import type { World } from './world.ts';

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

/** The types that a query selects; throws the API's InvalidParameter for a bad filter. */
export function selectTypes(filters: Query, world: World): Rows {
  return world.typesIn(filters.RegionId).filter(toFilter(filters));
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
