/** How many remarks of a kind are shown. */
const shown = 10;

/**
 * Remarks without those that say the same of ever more things: of each kind the first ten, and then how many more there
 * are. Two are of a kind when they differ in names, figures and quoted words only.
 */
export function withoutMoreOfAKind(remarks: readonly string[]): string[] {
  const distinct = [...new Set(remarks)];
  const counts = new Map<string, number>();
  for (const remark of distinct) counts.set(kindOf(remark), (counts.get(kindOf(remark)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return distinct.flatMap((remark) => {
    const kind = kindOf(remark);
    const before = seen.get(kind) ?? 0;
    seen.set(kind, before + 1);
    if (before < shown) return [remark];
    return before === shown ? [`There are ${(counts.get(kind) ?? 0) - shown} more remarks like the last one.`] : [];
  });
}

/** The plain words of a remark. */
const kindOf = (remark: string) =>
  remark
    .replace(/"[^"]*"/g, '')
    .split(' ')
    .filter((word) => /^\(?[A-Za-z-]+[.,:;)]*$/.test(word))
    .join(' ');
