/** What parts the columns of a table. */
export const gap = '  ';

/** Where a word that is longer than its line is parted: `third-generation`, `1000000..2000000`, an address. */
const joint = /(?<=[-/]|\.\.)|(?<=\.)(?=[a-z])/;

/** The parts of a text that stay whole where it wraps. */
export function wordsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .flatMap((word) => word.split(joint))
    .filter(Boolean);
}
