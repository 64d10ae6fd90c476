import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, toSafeJson, withoutCommands } from '../src/text.ts';
import { hostileTexts, unsafe } from './helpers/list.ts';

/** Any text, with characters that play tricks more often than not. */
const text = fc.string({ unit: fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom(...hostileTexts.flatMap(([, hostile]) => [...hostile]))) });

describe('printable', () => {
  it.each([
    ['ecs.g8i', 'ecs.g8i'],
    ['云服务器 é ✓', '云服务器 é ✓'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['a\nb\tc', 'a\\u000ab\\u0009c'],
    ['\u202eabc', '\\u202eabc'],
    ['back\\slash', 'back\\slash'],
  ])('%j becomes %j', (raw, shown) => expect(printable(raw)).toBe(shown));

  it('lets no control or direction character through, and changes nothing else', () => {
    fc.assert(
      fc.property(text, (raw) => {
        expect(printable(raw)).not.toMatch(unsafe);
        expect(printable(raw)).not.toContain('\n');
        expect(printable(raw).replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))).toBe(
          raw.replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
        );
      }),
    );
  });

  // Known bug: U+061C, the Arabic letter mark, has the Unicode property Bidi_Control like the marks that are escaped.
  it('lets no character of the Unicode property Bidi_Control through', () => {
    const all = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code)).filter((character) => /\p{Bidi_Control}/u.test(character));
    expect(all.filter((character) => printable(character) === character)).toEqual([]);
  });
});

describe('toSafeJson', () => {
  it('gives JSON of the same value, without raw control or direction characters', () => {
    fc.assert(
      fc.property(fc.jsonValue(), text, text, fc.constantFrom(undefined, 2), (any, key, value, indent) => {
        const document = { any, [key]: value, list: [value, { value }] };
        const json = toSafeJson(document, indent);
        expect(json.replaceAll('\n', '')).not.toMatch(unsafe);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(document)));
      }),
    );
  });

  it('is one line unless indented', () => {
    expect(toSafeJson({ a: 'x\ny', b: [1] })).toBe('{"a":"x\\ny","b":[1]}');
    expect(toSafeJson({ a: 1 }, 2)).toBe('{\n  "a": 1\n}');
  });
});

describe('withoutCommands', () => {
  it.each([
    ['##vso[task.setvariable variable=a]b', '# #vso[task.setvariable variable=a]b'],
    ['a ##[group]b', 'a # #[group]b'],
    ['###teamcity[message]', '## #teamcity[message]'],
    ['::error::x', ': :error::x'],
    ['a\n \t::set-output name=x::y', 'a\n \t: :set-output name=x::y'],
    ['ALIYUN::ECS::Instance ## [1]', 'ALIYUN::ECS::Instance ## [1]'],
  ])('%j becomes %j', (text, shown) => expect(withoutCommands(text)).toBe(shown));

  it('leaves commands that are meant', () => expect(withoutCommands('::error::##[x]\n::notice::y', true)).toBe('::error::# #[x]\n::notice::y'));
});
