import { compareNames } from '../names/order.ts';
import type { Status } from '../registry/status.ts';
import type { InstanceReport } from './fleet.ts';

/** What instances can be grouped by, besides `tag:KEY`. */
export const dimensions = ['family', 'type', 'region', 'zone', 'verdict'] as const;

/** What instances are grouped by. */
export type Dimension = (typeof dimensions)[number] | `tag:${string}`;

/** Instances that have something in common, as `instances --by -o json` gives them. */
export interface InstanceGroup {
  /**
   * What they have in common. Null for those without the tag, or whose zone is not known. The value of a tag is
   * untrusted text.
   */
  readonly value: string | null;
  readonly instances: number;
  /** vCPUs of those whose type is known to have some; null when that is none of them. */
  readonly vcpus: number | null;
  /** How many instances are not in `vcpus`. */
  readonly vcpusUnknown: number;
  /** How many instances have which verdict. */
  readonly cipu: Readonly<Record<Status, number>>;
  /** How many instances leave something unused. */
  readonly unused: number;
}

/** Counts instances as they come, without keeping them. */
export interface InstanceCounter {
  add(reports: readonly InstanceReport[]): void;
  /** The largest group first, then by name; the one without a value after its equals. */
  groups(): InstanceGroup[];
}

/** Makes a counter of groups by a dimension; without one all instances are one group. */
export function createInstanceCounter(by?: Dimension): InstanceCounter {
  const counts = new Map<string | null, Counts>();
  return {
    add(reports) {
      for (const report of reports) {
        const value = by === undefined ? null : valueIn(report, by);
        const count = counts.get(value) ?? { instances: 0, vcpus: 0, vcpusUnknown: 0, cipu: { yes: 0, no: 0, unknown: 0 }, unused: 0 };
        counts.set(value, count);
        count.instances += 1;
        count.vcpus += report.metrics.vcpus ?? 0;
        count.vcpusUnknown += report.metrics.vcpus === undefined ? 1 : 0;
        count.cipu[report.cipu.verdict] += 1;
        count.unused += report.unused.length > 0 ? 1 : 0;
      }
    },
    groups: () => [...counts].map(([value, count]) => toGroup(value, count)).sort(bySize),
  };
}

/** Groups instances by a dimension. */
export function groupInstances(reports: readonly InstanceReport[], by: Dimension): InstanceGroup[] {
  const counter = createInstanceCounter(by);
  counter.add(reports);
  return counter.groups();
}

interface Counts {
  instances: number;
  vcpus: number;
  vcpusUnknown: number;
  readonly cipu: Record<Status, number>;
  unused: number;
}

function valueIn({ tags, cipu, ...report }: InstanceReport, by: Dimension): string | null {
  if (by === 'verdict') return cipu.verdict;
  if (by === 'family' || by === 'type' || by === 'region' || by === 'zone') return report[by];
  const key = by.slice('tag:'.length);
  return Object.hasOwn(tags, key) ? (tags[key] ?? null) : null;
}

function toGroup(value: string | null, { instances, vcpus, vcpusUnknown, cipu, unused }: Counts): InstanceGroup {
  return { value, instances, vcpus: vcpusUnknown === instances ? null : vcpus, vcpusUnknown, cipu: { ...cipu }, unused };
}

function bySize(a: InstanceGroup, b: InstanceGroup): number {
  if (a.instances !== b.instances || a.value === null || b.value === null)
    return b.instances - a.instances || Number(a.value === null) - Number(b.value === null);
  return compareNames(a.value, b.value);
}
