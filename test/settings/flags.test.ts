import { Command, InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { addFlags, argument, count, duration, type FlagGroup, flag, list, namesOf, onOff, setting, text, word } from '../../src/settings/flags.ts';

const group = {
  heading: 'Things:',
  flags: {
    some: setting('--some <names>', list, 'names'),
    most: flag('-m, --most <n>', count, 'a number', { default: { value: 5, inWords: 'five' } }),
    kind: flag('--kind <kind>', word(['a', 'b']), 'a word'),
    noise: flag('--no-noise', onOff, 'be silent', { conflicts: ['kind'] }),
  },
} satisfies FlagGroup;

function parse(...args: readonly string[]) {
  const command = addFlags(new Command('thing'), [group])
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return command.parse(args, { from: 'user' });
}

describe('a group of flags', () => {
  it('gives a command options that read their texts by kind', () => {
    expect(parse('--some', 'a,b', '--some', 'c', '-m', '7', '--kind', 'b').opts()).toEqual({ some: ['a', 'b', 'c'], most: 7, kind: 'b', noise: true });
    expect(parse('--no-noise').opts()).toEqual({ most: 5, noise: false });
  });

  it.each([[['--kind', 'c']], [['--most', '0']], [['--some', ',']], [['--no-noise', '--kind', 'a']]])('refuses %j', (args) => {
    expect(() => parse(...args)).toThrow(expect.objectContaining({ exitCode: 1 }));
  });

  it('takes words in any case', () => {
    expect(parse('--kind', 'B').opts()).toMatchObject({ kind: 'b' });
  });

  it('refuses a second value where it takes one, in place of forgetting the first', () => {
    expect(() => parse('-m', '7', '--most=7')).toThrow('--most is given twice.');
    expect(parse('--no-noise', '--no-noise').opts()).toMatchObject({ noise: false });
  });

  it('stands under its heading, and its options tell what they were declared as', () => {
    const command = parse();
    expect(command.options.map(({ helpGroupHeading }) => helpGroupHeading)).toEqual(Array(4).fill('Things:'));
    expect(command.options.map(({ declared }) => declared)).toEqual(Object.values(group.flags));
    expect(command.options.filter(({ declared }) => declared?.isSetting).map(({ long }) => long)).toEqual(['--some']);
  });

  it('stands first where it is used most, under a heading of its own', () => {
    const command = addFlags(new Command('thing'), [group], ['most']);
    expect(command.options.map(({ long, helpGroupHeading }) => [long, helpGroupHeading])[0]).toEqual(['--most', 'Used most:']);
    expect(command.options).toHaveLength(4);
    expect(() => addFlags(new Command('thing'), [group], ['least'])).toThrow('thing has no flag least.');
  });

  it('must have flags under the names of their values', () => {
    const misnamed = { heading: 'Things:', flags: { noise: flag('--not-noise', onOff, '') } };
    expect(() => addFlags(new Command(), [misnamed])).toThrow('--not-noise is declared as noise.');
  });
});

describe('an argument', () => {
  it('reads its text by kind, and tells it', () => {
    const kind = { ...word(['A']), parse: (typed: string) => typed.toUpperCase() };
    const command = new Command().addArgument(argument('<letter>', kind, 'a letter')).parse(['a'], { from: 'user' });
    expect(command.processedArgs).toEqual(['A']);
    expect(command.registeredArguments[0]).toMatchObject({ kind, argChoices: ['A'] });
    expect(argument('<any>', text, '').argChoices).toBeUndefined();
  });
});

describe('arguments that are names', () => {
  const read = (...args: readonly string[]) => new Command().addArgument(argument('[name...]', namesOf([]), '')).parse(args, { from: 'user' }).processedArgs;

  it('may have commas between them', () => {
    expect(read('a,b', 'g{6,7}*')).toEqual([['a', 'b', 'g{6,7}*']]);
    expect(read()).toEqual([[]]);
  });

  it.each(['', ' ', 'a,', 'a,,b'])('are not %j: a variable may be missing', (typed) => {
    expect(() => read(typed)).toThrow('A name cannot be empty.');
  });
});

describe('a time', () => {
  it.each<[string, number]>([
    ['90', 90_000],
    ['90s', 90_000],
    ['500ms', 500],
    ['1.5m', 90_000],
    ['24h', 86_400_000],
  ])('%s is %d ms', (typed, ms) => expect(duration.parse?.(typed)).toBe(ms));

  it.each(['', '0', '-1s', '25h', '1d', '5 m', 's'])('is not %j', (typed) => expect(() => duration.parse?.(typed)).toThrow(InvalidArgumentError));
});

describe('a list', () => {
  it('keeps commas in braces, and drops blanks', () => {
    expect(list.parse?.(' a ,g{6,7}*,,b')).toEqual(['a', 'g{6,7}*', 'b']);
  });
});
