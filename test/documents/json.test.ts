import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxDepth, type Path } from '../../src/documents/document.ts';
import { parseJson } from '../../src/documents/json.ts';
import { UsageError } from '../../src/errors.ts';
import { usageErrorOf } from '../helpers/errors.ts';

const parse = (text: string) => parseJson(text, 'plan.json');
const locate = (text: string, ...path: Path) => parse(text).locate([path])[0];
const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}1${']}'.repeat(levels / 2)}`;

/** The paths of everything in a value, itself included. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const steps = Array.isArray(value) ? value.keys() : Object.keys(value);
  return [path, ...[...steps].flatMap((step) => pathsOf((value as Record<string | number, unknown>)[step], [...path, step]))];
}

const valueAt = (value: unknown, path: Path) => path.reduce((inner, step) => (inner as Record<string | number, unknown>)[step], value);

describe('parseJson', () => {
  it.each([
    ['a line break', '["one\\necs.g7.large"]'],
    ['a tab', '["\\tecs.g7.large"]'],
    ['a letter by its code, as programs write what is not ASCII', '["\\u89c4\\u683cecs.g7.large"]'],
    ['a dot in the name', '["ecs.g7\\u002elarge"]'],
    ['letters of the name by their codes', '["\\u0065cs.g7\\u002elarge"]'],
  ])('finds a name behind the escape of %s', (_what, text) => {
    expect(parse(text).mentions()).toEqual([{ name: 'ecs.g7.large', isType: true, path: [0], isKey: false, offset: 1, textOffset: 1 }]);
  });

  it.each<[string, string, [string, Path, string][]]>([
    [
      'texts and keys',
      '{"ecs.g7": ["a:ecs.g8i.large, ECS.g6.large"]}',
      [
        ['ecs.g7', ['ecs.g7'], 'key'],
        ['ecs.g8i.large', ['ecs.g7', 0], 'text'],
        ['ecs.g6.large', ['ecs.g7', 0], 'text'],
      ],
    ],
    [
      'a text with quotes',
      '{"a": "say \\"ecs.g7\\"", "b": "ecs.g8i"}',
      [
        ['ecs.g7', ['a'], 'text'],
        ['ecs.g8i', ['b'], 'text'],
      ],
    ],
    [
      'a key, and of a text that escapes hide',
      '{"ecs.g7": "\\u0065cs.g7"}',
      [
        ['ecs.g7', ['ecs.g7'], 'key'],
        ['ecs.g7', ['ecs.g7'], 'text'],
      ],
    ],
    [
      'keys that are numbers',
      '{"b": "ecs.g7", "1": "ecs.g7"}',
      [
        ['ecs.g7', ['b'], 'text'],
        ['ecs.g7', ['1'], 'text'],
      ],
    ],
    [
      'a key that stands twice',
      '{"a": "ecs.g7", "a": "ecs.g8i"}',
      [
        ['ecs.g7', ['a'], 'text'],
        ['ecs.g8i', ['a'], 'text'],
      ],
    ],
    [
      'a key that stands twice beside a colon by its code',
      '{"a": "ecs.g7", "a": "\\u003aecs.g8i"}',
      [
        ['ecs.g7', ['a'], 'text'],
        ['ecs.g8i', ['a'], 'text'],
      ],
    ],
    ['one text only', '"ecs.g7"', [['ecs.g7', [], 'text']]],
  ])('finds the names of %s in the order of the text, with their places', (_what, text, expected) => {
    const mentions = parse(text).mentions();
    expect(mentions.map(({ name, path, isKey }) => [name, path, isKey ? 'key' : 'text'])).toEqual(expected);
    for (const { name, offset, textOffset } of mentions) {
      expect(text.charAt(textOffset)).toBe('"');
      if (!text.includes('\\u00')) expect(text.slice(offset).toLowerCase().startsWith(name)).toBe(true);
      expect(text.slice(textOffset + 1, offset)).not.toMatch(/(?<!\\)"/);
    }
  });

  it.each([
    ['{"a": 1, "a": 2}', 1],
    ['{"a": {"b": ":", "b": ":"}, "c": 1}', 1],
    ['{"a": 1, "a": "\\u003a"}', 1],
    ['{"a": "\\u003a", "b": ":", "a:": 1, "::": 2}', 0],
  ])('tells which keys stand twice in %s', (text, count) => {
    expect(parse(text).warnings.length).toBe(count);
    expect(parse(text).ambiguous.length).toBe(count);
  });

  it('gives the value that JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(parse(text).value).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['{"a":x}', 1, 6, 'a value'],
    ['{"a":1,}', 1, 8, 'a name in quotes'],
    ['{"a":1]', 1, 7, '"," or "}"'],
    ['{"a" 1}', 1, 6, '":"'],
    ['{a:1}', 1, 2, 'a name in quotes or "}"'],
    ['[1 2]', 1, 4, '"," or "]"'],
    ['[01]', 1, 2, 'a value or "]"'],
    ['[\n  1,\r\n  ]', 3, 3, 'a value'],
    ['{}\n{}', 2, 1, 'the end'],
    ['["a\\q"]', 1, 4, 'the rest of the string'],
    ['["a\nb"]', 1, 4, 'the rest of the string'],
    ['["é😀", nul]', 1, 9, 'a value'],
    ['{"token": hunter2}', 1, 11, 'a value'],
  ])('refuses %j at line %d, column %d: %s is expected', (text, line, column, expected) => {
    const { message, hint } = usageErrorOf(() => parse(text));
    expect(message).toBe(`plan.json, line ${line}, column ${column}: ${expected} is expected here, this is not JSON.`);
    expect(hint).toBeUndefined();
  });

  it.each(['', ' \n', '{', '{"a"', '{"a":', '{"a":tru', '[-', '[1.', '[1e+', '["a', '["a\\', '["a\\u00', '[1,', '{"a":1}'.slice(0, -1)])(
    'says that %j is cut short',
    (text) => {
      const last = text.split('\n');
      const place = `line ${last.length}, column ${(last.at(-1) ?? '').length + 1}`;
      expect(usageErrorOf(() => parse(text)).message).toBe(`plan.json, ${place}: the JSON ends before it is complete.`);
    },
  );

  it.each(['plan-clean.json', 'plan-errored.json'])('says so wherever %s is cut', (file) => {
    const text = readFileSync(new URL(`../fixtures/terraform/${file}`, import.meta.url), 'utf8').trimEnd();
    const messageAt = (length: number) => {
      try {
        parse(text.slice(0, length));
        return 'no error';
      } catch (error) {
        return error instanceof UsageError ? error.message : `not a usage error: ${error}`;
      }
    };
    // Thousands of places: expect() takes longer than the parser.
    const messages = Array.from({ length: text.length }, (_, length) => messageAt(length));
    expect(messages.filter((message) => !message.includes('the JSON ends before it is complete'))).toEqual([]);
  });

  it('refuses exactly what JSON.parse refuses, always by a usage error with a place in the text', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '\\', '}', ']', '{', ':', '0', '-', '.', 'e', '\u0000', '\u2028', ' '))
      .map(([text, at, inserted]) => text.slice(0, at % text.length) + inserted + text.slice((at % text.length) + 1));
    fc.assert(
      fc.property(damaged, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        if (isJson) {
          expect(parse(text).value).toEqual(JSON.parse(text));
          return;
        }
        const [, column] = /^plan\.json, line 1, column (\d+): /.exec(usageErrorOf(() => parse(text)).message) ?? [];
        expect(Number(column)).toBeLessThanOrEqual(text.length + 1);
      }),
      { numRuns: 300 },
    );
  });

  it('takes values as deep as the limit and refuses what is deeper', () => {
    expect(parse(nested(maxDepth)).locate([['a', 0, 'a']])).toEqual([{ line: 1, column: 12 }]);
    expect(usageErrorOf(() => parse(nested(maxDepth + 2))).message).toBe('plan.json nests values more than 100 levels deep.');
    expect(usageErrorOf(() => parse(nested(200))).message).toContain('100 levels');
    expect(usageErrorOf(() => parse(nested(100_000))).message).toContain('100 levels');
    expect(usageErrorOf(() => parse('['.repeat(100_000))).message).toContain('column 100001');
  });

  it('finds the fault behind a very long string', () => {
    const long = 'x'.repeat(1_000_000);
    expect(usageErrorOf(() => parse(`["${long}"`)).message).toContain('column 1000004: the JSON ends');
    expect(usageErrorOf(() => parse(`["${'\\n'.repeat(200_000)}" 1]`)).message).toContain('column 400005');
  });
});

describe('locate', () => {
  it.each<[string, string, Path, number, number]>([
    ['the whole text', ' {}', [], 1, 2],
    ['a member', '{"a": 1}', ['a'], 1, 7],
    ['a member on a line of its own', '{\n  "a": {\n    "b": "x"\n  }\n}', ['a', 'b'], 3, 10],
    ['an item behind lines that end in \\r\\n', '[\r\n  1,\r\n  2\r\n]', [1], 3, 3],
    ['a column in UTF-16 units', '{"é": "😀", "b": 1}', ['b'], 1, 18],
    ['a name with escapes', '{"a\\"\\u0041": [null]}', ['a"A', 0], 1, 16],
    ['what stands behind brackets and quotes in strings', '{"x": "}]\\"{[\\\\", "a": true}', ['a'], 1, 24],
    ['the last of members with one name', '{"a": 1, "a": 2}', ['a'], 1, 15],
    ['a name of an object’s own', '{"__proto__": [1], "constructor": 2}', ['__proto__', 0], 1, 16],
  ])('finds %s', (_, text, path, line, column) => expect(locate(text, ...path)).toEqual({ line, column }));

  it.each<[string, Path]>([
    ['{"a": 1}', ['b']],
    ['{"a": 1}', ['a', 'b']],
    ['[1]', [1]],
    ['[1]', ['0']],
    ['{"0": 1}', [0]],
    ['{"a": {"b": 1}, "a": {"c": 2}}', ['a', 'b']],
    ['{"a": {"b": 1}, "a": 2}', ['a', 'b']],
    ['{}', ['toString']],
  ])('finds nothing in %s at %j', (text, path) => expect(locate(text, ...path)).toBeNull());

  it('answers in the order of the paths, also when they repeat', () => {
    const text = '{"a": [1, 2],\n "b": 3}';
    expect(parse(text).locate([['b'], ['a', 1], ['x'], ['b']])).toEqual([{ line: 2, column: 7 }, { line: 1, column: 11 }, null, { line: 2, column: 7 }]);
    expect(parse(text).locate([])).toEqual([]);
  });

  it('points at the text of each value, however it is laid out', () => {
    const layout = fc.constantFrom<(string | number)[]>('', 1, 4, '\t', '\n');
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: fc.constantFrom(...'ab "\\{}[],:\n\té😀\u2028\ud800') }), layout, (raw, indent) => {
        const text = JSON.stringify(raw, null, indent);
        const { value, locate: find } = parse(text);
        const paths = pathsOf(value);
        const lines = text.split('\n');
        find(paths).forEach((position, index) => {
          const expected = JSON.stringify(valueAt(value, paths[index] ?? []), null, indent);
          const rest = [lines[(position?.line ?? 0) - 1]?.slice((position?.column ?? 0) - 1), ...lines.slice(position?.line)].join('\n');
          // The layout of what is nested differs by its indentation only.
          expect(rest.replace(/\s/g, '').startsWith(expected.replace(/\s/g, ''))).toBe(true);
          expect(rest.charAt(0)).toBe(expected.charAt(0));
        });
      }),
      { numRuns: 30 },
    );
  });
});
