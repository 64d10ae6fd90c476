import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addHelpTexts, foldLines, purposeOf } from '../../../src/commands/shared/help-text.ts';

describe('the help of a command', () => {
  it('begins with its purpose and its examples, and ends with its notes', () => {
    const written: string[] = [];
    const command = new Command('do').description('do things').helpOption(false);
    command.configureOutput({ getOutHelpWidth: () => 30, writeOut: (text) => written.push(text) });
    addHelpTexts(command, { examples: '\ndo this\ndo that', notes: '\nThings are done\nin the order given.\n\nLater:\n  sleep' });
    command.outputHelp();
    expect(written.join('')).toBe(
      'Do things.\n\nExamples:\n  do this\n  do that\n\nUsage: do \n\ndo things\n\nThings are done in the order\ngiven.\n\nLater:\n  sleep\n',
    );
  });

  it('has its description as a sentence', () => {
    expect(purposeOf(new Command().description('list things'))).toBe('List things.');
    expect(purposeOf(new Command().description('Which things are there?'))).toBe('Which things are there?');
  });
});

describe('a line that is wider than the terminal', () => {
  it('is parted at words, and goes on further in', () => {
    expect(foldLines('  one two three four five\nsix seven', 14)).toBe('  one two\n      three\n      four\n      five\nsix seven');
  });

  it('has what an example does below it', () => {
    expect(foldLines('  cipu families g8i  what a family has', 24)).toBe('  cipu families g8i\n      what a family has');
  });

  it('goes on in its second column where there is room', () => {
    expect(foldLines('  130 ended by a signal', 16)).toBe('  130 ended by a\n      signal');
    expect(foldLines('  1   not all is well', 16)).toBe('  1   not all is\n      well');
  });

  it('keeps a word whole that is wider still', () => {
    expect(foldLines('a https://example.com/page b', 10)).toBe('a\nhttps://example.com/page\nb');
  });
});
