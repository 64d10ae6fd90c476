import { printable } from '../../text.ts';

/** A table in GitHub-flavoured Markdown; the cells are Markdown already. Without headers its rows only. */
export function markdownTable(headers: readonly string[] | undefined, rows: readonly (readonly string[])[], right: readonly boolean[] = []): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const head = headers ? line(headers) + line(headers.map((_, i) => (right[i] ? '--:' : '---'))) : '';
  return head + rows.map(line).join('');
}

/** Text that Markdown shows as it is: no table cell ends early, no markup or mention starts. */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .replace(/[\\|`*_~<>[\]]/g, (character) => `\\${character}`)
    .replace(/[@#]|:(?=\/\/)|(?<=www)\./gi, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * Text from a pull request that comes back as a comment on it. Hosts look for mentions after Markdown is read, so that
 * neither backslash nor entity stops them: a blank of no width does.
 */
export function escapeComment(text: string): string {
  return text
    .split('&')
    .map((part) => escapeMarkdown(part).replace(/&#(?:35|64);/g, '$&&#8203;'))
    .join('\\&');
}
