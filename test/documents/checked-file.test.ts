import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, vi } from 'vitest';
import { parseChecked } from '../../src/documents/checked-file.ts';
import { UsageError } from '../../src/errors.ts';

const names = { type: 'array', items: { type: 'string' }, minItems: 1 };
const schema = {
  title: 'policy',
  type: 'object',
  additionalProperties: false,
  properties: {
    require: names,
    unknown: { enum: ['fail', 'warn', 'pass'] },
    limit: { type: 'integer', minimum: 1 },
    label: { type: ['string', 'number'] },
    forbidden: { not: {}, description: 'leave it out' },
    overrides: {
      type: 'array',
      items: {
        title: 'override',
        type: 'object',
        additionalProperties: false,
        properties: { targets: names, day: { type: 'string', pattern: '^\\d+$' } },
        required: ['targets'],
      },
    },
  },
};

async function mistakeOf(text: string): Promise<string> {
  const error = await parseChecked(text, 'p.yaml', schema).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  const { message, hint } = error as UsageError;
  return hint === undefined ? message : `${message} | ${hint}`;
}

it('compiles a schema once for files that are read at the same time', async () => {
  const compile = vi.spyOn(Ajv2020.prototype, 'compile');
  const own = { type: 'object' };
  await Promise.all(['a: 1\n', 'b: 2\n', 'c: 3\n'].map((text) => parseChecked(text, 'x.yaml', own)));
  expect(compile.mock.calls.filter(([schema]) => schema === own)).toHaveLength(1);
  compile.mockRestore();
});

describe('a file that meets its schema', () => {
  it.each([
    ['YAML', 'require: [erdma]\nunknown: warn # for now\n'],
    ['YAML of Windows, with a byte order mark', '\ufeffrequire:\r\n  - erdma\r\nunknown: warn\r\n'],
    ['JSON', '{"require": ["erdma"], "unknown": "warn"}'],
    ['JSON that is indented with tabs', '{\n\t"require": [\n\t\t"erdma"\n\t],\n\t"unknown": "warn"\n}\n'],
    ['a document with marks', '---\nrequire: [erdma]\nunknown: warn\n...\n'],
  ])('is read as %s', async (_form, text) => {
    expect((await parseChecked(text, 'p', schema)).value).toEqual({ require: ['erdma'], unknown: 'warn' });
  });

  it('keeps what YAML 1.1 would have made a date or a boolean', async () => {
    expect((await parseChecked('require: [2026-12-31, no, on]\n', 'p', schema)).value).toEqual({ require: ['2026-12-31', 'no', 'on'] });
  });

  it('follows aliases', async () => {
    const file = await parseChecked('require: &all [a, b]\noverrides:\n  - targets: *all\n', 'p', schema);
    expect(file.value).toEqual({ require: ['a', 'b'], overrides: [{ targets: ['a', 'b'] }] });
    expect(file.positionOf(['overrides', 0, 'targets', 1])).toEqual({ line: 1, column: 19 });
  });

  it('takes merge keys for what they merge', async () => {
    const text = 'overrides:\n  - &one {targets: [a], day: "1"}\n  - {<<: *one, day: "2"}\n';
    expect((await parseChecked(text, 'p', schema)).value).toEqual({
      overrides: [
        { targets: ['a'], day: '1' },
        { targets: ['a'], day: '2' },
      ],
    });
  });

  it('knows where its parts are, and of what is missing the part that would hold it', async () => {
    const { positionOf, mistake } = await parseChecked('require: [a, b]\noverrides:\n  - targets: [g8*]\n    day: "1"\n', 'p.yaml', schema);
    expect(positionOf([])).toEqual({ line: 1, column: 1 });
    expect(positionOf(['require', 1])).toEqual({ line: 1, column: 14 });
    expect(positionOf(['overrides', 0, 'day'])).toEqual({ line: 4, column: 10 });
    expect(positionOf(['overrides', 0, 'nothing', 'below'])).toEqual({ line: 3, column: 5 });
    expect(positionOf(['nothing'])).toEqual({ line: 1, column: 1 });
    expect(mistake(['require', 0], 'No feature is called "a".', 'see cipu features')).toMatchObject({
      message: 'p.yaml, line 1, column 11: No feature is called "a".',
      hint: 'see cipu features',
      exitCode: 2,
    });
  });
});

describe('a mistake', () => {
  it.each([
    ['requires: [a]\n', 'line 1, column 1: "requires" is no key of a policy. | did you mean require?'],
    ['limit: 1\nteleport: 1\n', 'line 2, column 1: "teleport" is no key of a policy. | one of require, unknown, limit, label, forbidden, overrides'],
    ['overrides:\n  - targets: [a]\n    dayy: "1"\n', 'line 3, column 5: "dayy" is no key of an override. | did you mean day?'],
    ['{"overrides": [{"targets": ["a"], "dayy": 1}]}', 'line 1, column 35: "dayy" is no key of an override. | did you mean day?'],
    ['__proto__: {a: 1}\n', /^line 1, column 1: "__proto__" is no key of a policy\. \| one of /],
    ['1: a\n', /^line 1, column 1: "1" is no key of a policy\./],
    ['overrides:\n  - day: "1"\n', 'line 2, column 5: "targets" is missing in overrides[0].'],
    ['unknown: fial\n', 'line 1, column 10: unknown cannot be "fial". | did you mean fail?'],
    ['unknown: perhaps\n', 'line 1, column 10: unknown cannot be "perhaps". | one of fail, warn, pass'],
    ['unknown:\n', /^line 1, column 9: unknown cannot be null\./],
    ['require: erdma\n', 'line 1, column 10: require must be a list, not a text.'],
    ['require:\n  - erdma\n  - 8\n', 'line 3, column 5: require[1] must be a text, not a number.'],
    ['label: {a: 1}\n', 'line 1, column 8: label must be a text or a number, not a map of keys.'],
    ['require: []\n', 'line 1, column 10: require is empty.'],
    ['limit: 1.5\n', 'line 1, column 8: limit must be a whole number, not a number.'],
    ['limit: 0\n', 'line 1, column 8: limit must be >= 1.'],
    ['overrides: [{targets: [a], day: x}]\n', 'line 1, column 33: overrides[0].day must match pattern "^\\d+$".'],
    ['forbidden: 1\n', 'line 1, column 12: forbidden cannot be set here. | leave it out'],
    ['- a\n', 'line 1, column 1: The file must be a map of keys, not a list.'],
    ['erdma\n', 'line 1, column 1: The file must be a map of keys, not a text.'],
  ])('of the schema: %j', async (text, expected) => {
    const mistake = await mistakeOf(text);
    expect(mistake.replace(/^p\.yaml, /, '')).toEqual(expected instanceof RegExp ? expect.stringMatching(expected) : expected);
    expect(mistake).toMatch(/^p\.yaml, /);
  });

  it('that comes first in the text is told, with the number of the others', async () => {
    expect(await mistakeOf('limit: x\nunknown: y\nrequires: 1\n')).toBe(
      'p.yaml, line 1, column 8: limit must be a whole number, not a text. There are 2 more mistakes.',
    );
    expect(await mistakeOf('unknown: fial\nrequires: 1\n')).toBe(
      'p.yaml, line 1, column 10: unknown cannot be "fial". There is 1 more mistake. | did you mean fail?',
    );
  });

  it.each([
    ['a key that is there twice', 'limit: 1\nlimit: 2\n', 'p.yaml, line 2, column 1: This key is there twice.'],
    ['the same in JSON', '{"limit": 1, "limit": 2}', 'p.yaml, line 1, column 14: This key is there twice.'],
    ['tabs', 'overrides:\n\t- a\n', 'p.yaml, line 2, column 1: Lines are indented with blanks, not with tabs.'],
    ['two documents', 'limit: 1\n---\nlimit: 2\n', 'p.yaml, line 2, column 1: A second document begins here, and only one is read.'],
    ['a list that does not end', 'limit: 1\nrequire: [a,\n', /^p\.yaml, line 3, column 1: Flow sequence .* end with a \]\.$/],
    ['JSON that was cut off', '{"require": ["a"', /^p\.yaml, line 1, column 17: /],
    ['a text that does not end', 'label: "a\n', /^p\.yaml, line 2, column 1: Missing closing "quote\.$/],
    ['a colon too many', 'label: a: b\n', /^p\.yaml, line 1, column 8: /],
    ['a tag', 'label: !secret x\n', 'p.yaml, line 1, column 8: Unresolved tag: !secret.'],
    ['a list as a key', '? [a]\n: 1\n', 'p.yaml, line 1, column 3: A key must be a word.'],
    ['an alias of nothing', 'label: *x\n', 'p.yaml, line 1, column 8: This alias stands for nothing before it. | write values out instead of aliases'],
    ['nothing', '', 'p.yaml is empty.'],
    ['blanks', ' \n\n', 'p.yaml is empty.'],
    ['comments', '# limit: 1\n', 'p.yaml is empty.'],
    ['bytes', '\u0089PNG\r\n\u0000\u0000', 'p.yaml is not a text file.'],
  ])('of the text: %s', async (_what, text, expected) => {
    expect(await mistakeOf(text)).toEqual(expected instanceof RegExp ? expect.stringMatching(expected) : expected);
  });

  it.each<[string, string, RegExp]>([
    ['102 lists', '['.repeat(102), /column 10\d:/],
    ['200 maps of JSON', '{"a":'.repeat(200), /column \d+/],
    ['a hundred thousand lists', '['.repeat(100_000), /column 10\d:/],
    ['blocks', Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), /line 10\d/],
    ['lists in one line', '- '.repeat(200), /column \d+/],
  ])('of depth: %s', async (_what, text, where) => {
    const mistake = await mistakeOf(text);
    expect(mistake).toMatch(/: Values are nested in more than 100 levels\.$/);
    expect(mistake).toMatch(where);
  });

  it('of depth is not found in 90 levels', async () => {
    expect(await mistakeOf(`label: ${'['.repeat(90)}${']'.repeat(90)}`)).toMatch(/^p\.yaml, line 1, column 8: label must be /);
  });

  it('of aliases that grow without measure is refused at once', async () => {
    const lines = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...[...'bcdefghi'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(', ')}]`),
    ];
    expect(await mistakeOf(lines.join('\n'))).toMatch(
      /^p\.yaml, line 1, column \d+: Aliases copy more than 100000 values\. \| write values out instead of aliases$/,
    );
  });
});
