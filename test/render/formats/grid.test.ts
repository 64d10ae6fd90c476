import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { breakWords, renderGrid } from '../../../src/render/formats/grid.ts';

describe('renderGrid', () => {
  it('wraps at words, indents every line and leaves no blanks at its end', () => {
    expect(renderGrid([['label', 'one two three four']], [8, 10])).toBe('  label     one two\n            three four\n');
  });

  it('is as wide as its longest text where no width is given, and empty without rows', () => {
    expect(
      renderGrid(
        [
          ['a', 'b'],
          ['long', 'c'],
        ],
        [null, null],
        { indent: '' },
      ),
    ).toBe('a     b\nlong  c\n');
    expect(renderGrid([], [null])).toBe('');
  });

  it('sets figures on the right', () => {
    expect(
      renderGrid(
        [
          ['1', 'a'],
          ['1024', 'b'],
        ],
        [4, 1],
        { indent: '', right: [true] },
      ),
    ).toBe('   1  a\n1024  b\n');
  });
});

describe('breakWords', () => {
  it.each(['https://example.com/a/very/long/path', '云服务器云服务器云服务器', '👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧'])(
    'parts %s into what fits, and loses nothing',
    (word) => {
      const broken = breakWords(`a ${word} b`, 9);
      expect(broken.split(' ').slice(1, -1).join('')).toBe(word);
      for (const part of broken.split(' ')) expect(stringWidth(part)).toBeLessThanOrEqual(9);
    },
  );

  it.each([
    { word: 'third-generation', width: 12, broken: 'third- generation' },
    { word: '1000000..30000000^', width: 12, broken: '1000000.. 30000000^' },
    { word: 'a/b/cdefghijklm', width: 8, broken: 'a/b/ cdefghij klm' },
  ])('parts $word where it has a joint', ({ word, width, broken }) => {
    expect(breakWords(word, width)).toBe(broken);
  });

  it('leaves short words and coloured ones as they are', () => {
    expect(breakWords('a short text', 5)).toBe('a short text');
    expect(breakWords('\u001b[31ma-long-word\u001b[0m', 5)).toBe('\u001b[31ma-long-word\u001b[0m');
  });

  it('comes to an end where a character is wider than the line', () => {
    expect(breakWords('云服', 1)).toBe('云 服');
  });
});
