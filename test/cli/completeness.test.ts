/** No input lets a type that fails pass, wherever it stands, and no free text fails a build. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../helpers/gate.ts';
import { type InputForm, inputForms, type Path } from '../helpers/input-forms.ts';

const bad = 'ecs.g7.large';

/** Every object, list and text of a value, with its path. */
function* partsOf(value: unknown, path: Path = []): Generator<{ readonly path: Path; readonly part: unknown }> {
  yield { path, part: value };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) yield* partsOf(member, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** A copy of a value with something else at a path. */
function withAt(value: unknown, path: Path, change: (part: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? withAt(item, rest, change) : item));
  return Object.fromEntries(Object.entries(value as object).map(([key, member]) => [key, key === step ? withAt(member, rest, change) : member]));
}

function isNotChosen({ notChosen }: InputForm, path: Path): boolean {
  return notChosen.some((pattern) => {
    const steps = pattern === 'metadata.annotations.example.com/note' ? ['metadata', 'annotations', 'example.com/note'] : pattern.split('.');
    return steps.length <= path.length && steps.every((step, i) => step === '*' || step === String(path[i]));
  });
}

/** Ways in which a text may name a type. */
const wordings = fc.constantFrom(
  bad,
  'ECS.G7.Large',
  ` ${bad} `,
  `use ${bad}, please`,
  `ecs.g8i.large,${bad}`,
  `ecs.g8i.large ${bad}`,
  `"${bad}"`,
  `--instance-type=${bad}`,
  `prefix-${bad}`,
  `x/${bad}.`,
  `one\n${bad}\n`,
  `{"a": "${bad}"}`,
);

/** What else a name may stand in. */
const wrap = fc.constantFrom<(text: string) => unknown>(
  (text) => text,
  (text) => [text],
  (text) => ({ a: text }),
  (text) => [[{ 'x-y': { list: ['b', text] } }]],
  (text) => ({ [text]: 1 }),
  (text) => ({ [text]: { a: null } }),
);

const keys = fc.constantFrom(
  'a',
  'size',
  'instance_type',
  'instanceType',
  'InstanceTypes',
  'type',
  'excluded-pool',
  'value',
  'x y',
  '0',
  'spec.a',
  'machine',
  'families',
);

describe.each(inputForms)('$name', (form) => {
  it('passes as it is', async () => expect(await codeOf(form.file, form.render(form.value))).toBe(0));

  it('never passes with a type that fails, wherever it stands', async () => {
    // By their paths as text, which say more in a report than they do themselves.
    const parts = new Map([...partsOf(form.value)].filter(({ path }) => !isNotChosen(form, path)).map((one) => [one.path.join(' / '), one]));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...parts.keys()), keys, wordings, wrap, async (place, key, text, inside) => {
        const { path = [], part } = parts.get(place) ?? {};
        const planted = withAt(form.value, path, () => {
          if (Array.isArray(part)) return [...part, inside(text)];
          return typeof part === 'object' && part !== null ? { ...part, [key]: inside(text) } : inside(text);
        });
        const isKnownPlace = !isNotChosen(form, typeof part === 'object' && !Array.isArray(part) ? [...path, key] : path);
        fc.pre(isKnownPlace);
        expect(await codeOf(form.file, form.render(planted))).not.toBe(0);
      }),
      { numRuns: 120 },
    );
  });

  it('passes when only free text names a type that fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...form.free), wordings, async (path, text) => {
        expect(await codeOf(form.file, form.render(withAt(form.value, path, () => text)))).toBe(0);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a text of any form', () => {
  const line = fc.constantFrom(
    '',
    'aliyun ecs RunInstances --Amount 1',
    'a = "b"',
    'let x = y',
    '  - one',
    'key: value',
    '[section]',
    '<tag>text</tag>',
    '# note',
    'x,y',
  );
  const file = fc.constantFrom('run.sh', 'a.tfvars', 'app.toml', 'notes.txt', 'main.py');

  it('never passes with a type that fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 6 }), wordings, fc.nat(6), file, async (lines, text, at, name) => {
        const content = [...lines.slice(0, at), `do(${text})`, ...lines.slice(at), 'ecs.g8i.large {'].join('\n');
        expect(await codeOf(name, content)).not.toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it.each(['# ', '// ', '  # '])('passes when only a comment after %j names one', async (mark) => {
    expect(await codeOf('run.sh', `${mark}was ${bad}\naliyun ecs RunInstances --InstanceType ecs.g8i.large\n`)).toBe(0);
  });

  it('passes when only comments of YAML name one', async () => {
    expect(await codeOf('a.yaml', `# ${bad}\napiVersion: v1 # ${bad}\nkind: Pod\n`)).toBe(0);
  });
});
