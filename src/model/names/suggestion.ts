import { closest, distance } from 'fastest-levenshtein';

/** The names most like a misspelt one, all equally near; empty when nothing is near (more than two edits, or two in five letters). */
export function similarNames(name: string, names: readonly string[], limit = 3): string[] {
  if (names.length === 0) return [];
  const near = (candidate: string) => distance(name, candidate);
  // Two letters that change places count as two edits.
  const threshold = Math.max(name.length < 4 ? 1 : 2, Math.floor((name.length * 2) / 5));
  const best = near(closest(name, names));
  if (best > threshold) return [];
  return [...new Set(names)].filter((candidate) => near(candidate) === best).slice(0, limit);
}
