import type { Command } from 'commander';
import { wrapWords } from '../../text.ts';

/** Makes the help of a command begin with its purpose and its examples, and end with notes. */
export function addHelpTexts(command: Command, { examples, notes }: { readonly examples?: string; readonly notes?: string }): void {
  const fold = (text: string) => foldLines(text, command.configureOutput().getOutHelpWidth?.() ?? 100);
  const purpose = purposeOf(command);
  command.addHelpText('before', () =>
    fold([purpose, '', ...(examples === undefined ? [] : ['Examples:', examples.trim().replace(/^/gm, '  '), ''])].join('\n')),
  );
  if (notes !== undefined) command.addHelpText('after', () => `\n${fold(joinLines(notes.trim()))}`);
}

/** Text with the lines of each paragraph in one. What is indented, a list, stays as it is. */
const joinLines = (text: string): string => text.replace(/^(\S.*)\n(?=\S)/gm, '$1 ');

/** The description of a command as a sentence. */
export function purposeOf(command: Command): string {
  const text = command.description();
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`;
}

/**
 * Text with no line wider than a terminal. What stands in a second column goes on in that column or, where it is far to
 * the right, below the first; other lines go on further in.
 */
export function foldLines(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => (line.length <= width ? line : foldLine(line, width)))
    .join('\n');
}

function foldLine(line: string, width: number): string {
  const [, indent = '', first = '', gap = '', second = ''] = /^( *)(\S+(?: \S+)*)(?:( {2,})(\S.*))?$/.exec(line) ?? [];
  const further = indent && `${indent}    `;
  const before = indent + first + gap;
  if (second === '') return wrapWords(first, width, further, indent);
  if (before.length > width / 2) return `${wrapWords(first, width, further, indent)}\n${wrapWords(second, width, further)}`;
  return wrapWords(second, width, ' '.repeat(before.length), before);
}
