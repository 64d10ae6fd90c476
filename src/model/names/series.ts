/**
 * Generations of each series that were on sale before CIPU existed (2022), as [first, last] digits of the family name.
 * Sixth-generation families came in 2019 and 2020, everything below is older. Seventh-generation families are left out:
 * they straddle 2022 and some of them run on CIPU. So are the third and later generations of the i and d series.
 */
const beforeCipu: Readonly<Record<string, readonly [number, number]>> = {
  g: [1, 6],
  c: [1, 6],
  r: [1, 6],
  t: [1, 6],
  s: [1, 6],
  m: [1, 2],
  v: [5, 5],
  e: [3, 4],
  n: [1, 4],
  mn: [4, 4],
  xn: [4, 4],
  sn: [1, 2],
  se: [1, 1],
  ic: [5, 5],
  cm: [4, 4],
  ce: [4, 4],
  re: [4, 6],
  hfg: [5, 6],
  hfc: [5, 6],
  hfr: [6, 6],
  gn: [4, 6],
  vgn: [5, 6],
  ga: [1, 1],
  h: [5, 5],
  d: [1, 2],
  i: [1, 2],
};

/** The series and generation in a family's name, without the prefixes ebm and scc: of `ecs.ebmg5s` they are g and 5. */
export function seriesOf(family: string): { readonly series: string; readonly generation: number } | undefined {
  const match = /^ecs\.(?:ebm|scc)?([a-z]+?)(\d+)/.exec(family);
  return match?.[1] && match[2] ? { series: match[1], generation: Number(match[2]) } : undefined;
}

/** Whether a family's name places it in a series and generation that was on sale before CIPU existed. */
export function isBeforeCipu(family: string): boolean {
  const parsed = seriesOf(family);
  const range = parsed && Object.hasOwn(beforeCipu, parsed.series) ? beforeCipu[parsed.series] : undefined;
  return parsed !== undefined && range !== undefined && parsed.generation >= range[0] && parsed.generation <= range[1];
}
