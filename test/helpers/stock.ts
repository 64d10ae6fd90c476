import type { Stock, StockStatus, ZoneStock } from '../../src/model/market/stock.ts';
import { documentedEntry, documentedFamily, documentedType, liveCatalog } from './small-catalog.ts';

/** The stock of a zone of cn-hangzhou, by the names of types without `ecs.`. */
export const zoneOf = (zone: string | null, types: Readonly<Record<string, StockStatus>>): ZoneStock => ({
  region: 'cn-hangzhou',
  zone,
  types: new Map(Object.entries(types).map(([name, status]) => [`ecs.${name}`, status])),
});

/** The stock of some zones, as of 5 o'clock. */
export const stockOf = (...zones: readonly ZoneStock[]): Stock => ({ charge: 'postpaid', asOf: '2026-02-03T05:00:00.000Z', zones, gaps: [], warnings: [] });

/** A catalog in which a9, b9 and e9 are offered; c9 is documented only. Of a9, the small type is sold out and the large one in stock. */
export const stockedCatalog = liveCatalog(
  ['ecs.a9', 'ecs.b9', 'ecs.e9'],
  [
    { InstanceTypeId: 'ecs.a9.large', InstanceTypeFamily: 'ecs.a9', CpuCoreCount: 2, EriQuantity: 0 },
    { InstanceTypeId: 'ecs.a9.8xlarge', InstanceTypeFamily: 'ecs.a9', CpuCoreCount: 32, EriQuantity: 1 },
    { InstanceTypeId: 'ecs.b9.large', InstanceTypeFamily: 'ecs.b9', CpuCoreCount: 2, EriQuantity: 1 },
  ],
  [
    documentedEntry(documentedFamily('ecs.a9'), [documentedType('ecs.a9.4xlarge', { metrics: { vcpus: 16 } })]),
    documentedEntry(documentedFamily('ecs.c9'), [documentedType('ecs.c9.large', { metrics: { vcpus: 2 } })]),
    documentedEntry(documentedFamily('ecs.old1', { sold: { international: false, china: false } }), [documentedType('ecs.old1.large')]),
  ],
);

/** What is in stock of it. */
export const itsStock = stockOf(
  zoneOf('cn-hangzhou-g', { 'a9.large': 'without-stock', 'a9.8xlarge': 'with-stock', 'b9.large': 'unknown' }),
  zoneOf('cn-hangzhou-h', { 'a9.large': 'closed-without-stock', 'x9-c1m2.large': 'with-stock' }),
);
