import { distance } from 'fastest-levenshtein';

/** How many names a suggestion holds at most. */
const mostNames = 3;

/**
 * The names most like one that nobody knows, as a question: "did you mean g8i or g8y?". Undefined when none is near.
 * Case does not count. `prefix` stands for what all names begin with: it is shown, but does not make names more alike.
 */
export function suggest(name: string, names: readonly string[], prefix = ''): string | undefined {
  const near = nearestTo(name, names).map((one) => prefix + one);
  return near.length > 0 ? `did you mean ${near.join(' or ')}?` : undefined;
}

/**
 * The names of families or types that begin with what was typed, and what lists them; undefined where there are fewer
 * than two: `ecs.g8` is the beginning of many.
 */
export function suggestGlob(beginning: string, names: readonly string[], isType: boolean): string | undefined {
  const found = names.filter((name) => name.startsWith(beginning));
  if (found.length < 2) return undefined;
  const [shown, rest] = [found.slice(0, mostNames).join(', '), found.length - mostNames];
  const list = `cipu ${isType ? 'types' : 'families'} '${beginning.replace(/^ecs\./, '')}*'`;
  return `${shown}${rest > 0 ? ` and ${rest} more` : ''} begin like that: ${list} lists them`;
}

/** What to use in place of a word that is none of a fixed list: the words most like it, or else all of them. */
export function suggestWord(word: string, words: readonly string[]): string {
  return suggest(word, words) ?? `one of ${words.join(', ')}`;
}

/** In a short word two other letters leave little: `price` is no `roce`, but `edrma` is `erdma`. */
const isOther = (wanted: string, word: string, edits: number) => edits > 1 && wanted.length <= 5 && wanted[0] !== word[0];

/** The names most like one, all equally near; empty when all are further than two edits, or two in five letters. */
function nearestTo(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const near = new Map<string, string>();
  // Two letters that change places count as two edits.
  let fewest = Math.max(wanted.length < 4 ? 1 : 2, Math.floor((wanted.length * 2) / 5));
  for (const candidate of names) {
    const word = candidate.toLowerCase();
    const edits = distance(wanted, word);
    if (edits > fewest || isOther(wanted, word, edits)) continue;
    if (edits < fewest) near.clear();
    fewest = edits;
    if (!near.has(word)) near.set(word, candidate);
  }
  return [...near.values()].slice(0, mostNames);
}
