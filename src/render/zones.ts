/** Zone ids for people: those of a region together, `cn-hangzhou-b,h eu-central-1a`. */
export function shortenZones(zones: readonly string[]): string {
  const letters = new Map<string, string[]>();
  for (const zone of zones) letters.set(zone.slice(0, -1), [...(letters.get(zone.slice(0, -1)) ?? []), zone.slice(-1)]);
  return [...letters].map(([region, ends]) => region + ends.join(',')).join(' ');
}
