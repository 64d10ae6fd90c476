import type { Metrics } from '../registry/metrics.ts';

const parts = (name: string): string[] => name.match(/\d+|\D+/g) ?? [];

/**
 * Natural order of names: `ecs.g6` comes before `ecs.g10`. Negative, zero or positive, as a sort expects; zero only for
 * equal names.
 */
export function compareNames(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [x = '', y = ''] = [left[i], right[i]];
    const bothNumbers = /^\d/.test(x) && /^\d/.test(y);
    const difference = bothNumbers ? Number(x) - Number(y) : compareText(x, y);
    if (difference !== 0) return difference;
  }
  return left.length - right.length || compareText(a, b);
}

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Order of types: by size, then by name; a type of unknown size comes last. */
export function compareTypes(a: { readonly id: string; readonly metrics: Metrics }, b: { readonly id: string; readonly metrics: Metrics }): number {
  const size = (metrics: Metrics, key: 'vcpus' | 'memoryGiB') => metrics[key] ?? Number.MAX_VALUE;
  return size(a.metrics, 'vcpus') - size(b.metrics, 'vcpus') || size(a.metrics, 'memoryGiB') - size(b.metrics, 'memoryGiB') || compareNames(a.id, b.id);
}
