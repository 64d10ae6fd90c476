type Factors = ReadonlyMap<string, number>;
const factors = (entries: Readonly<Record<string, number>>): Factors => new Map(Object.entries(entries));

/**
 * Factors of unit suffixes, in lower case, to the unit of a metric. Who says GB of memory means GiB, as clouds sell it.
 */
const unitFactors: Readonly<Record<string, Factors>> = {
  GiB: factors({ mib: 1 / 1024, mb: 1 / 1024, m: 1 / 1024, gib: 1, gb: 1, g: 1, tib: 1024, tb: 1024, t: 1024 }),
  GB: factors({ gb: 1, g: 1 }),
  'Gbit/s': factors({ gbps: 1, 'gbit/s': 1, g: 1, mbps: 1 / 1000, 'mbit/s': 1 / 1000, m: 1 / 1000 }),
  '%': factors({ '%': 1 }),
};
const countFactors: Factors = factors({ k: 1e3, m: 1e6 });

/** A quantity such as `16`, `1TiB` or `500k` in the unit of a metric. For a text that is none, a string says why. */
export function parseQuantity(text: string, unit: string): number | string {
  const [, figure, suffix = ''] = /^(\d+(?:\.\d+)?)\s*([a-z/%]*)$/i.exec(text) ?? [];
  if (figure === undefined) return `"${text}" is not a number`;
  const factor = suffix === '' ? 1 : (unitFactors[unit] ?? countFactors).get(suffix.toLowerCase());
  return factor === undefined ? `unknown unit "${suffix}"` : Number(figure) * factor;
}
