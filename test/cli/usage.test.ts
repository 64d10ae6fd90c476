/** Mistakes on the command line: exit code 2, one message, a hint to the thing meant, nothing on standard output. */
import { describe, expect, it } from 'vitest';
import { expectError, linesOf, outputOf } from '../helpers/outcome.ts';
import { runCipu } from '../helpers/run.ts';

interface Mistake {
  readonly args: readonly string[];
  readonly message: string | RegExp;
  readonly hint: string | RegExp | null;
}

const ranges = /^write a range as --vcpus 8\.\.32, 64\.\., \.\.4 or 16$/;
const endpoints = 'an endpoint is https://HOST[:PORT]; http:// is accepted for loopback addresses only';
const alone = 'The endpoint must be a server alone, without user, path or query.';

const mistakes: readonly Mistake[] = [
  // Flags and their values.
  { args: ['families', '--colums', 'x'], message: "unknown option '--colums'", hint: 'did you mean --columns?' },
  { args: ['types', '--hass', 'erdma'], message: "unknown option '--hass'", hint: /--has\b/ },
  { args: ['show', 'g8i', '-o', 'yml'], message: /argument 'yml' is invalid\. Allowed choices are page, json, jsonl, yaml, names\.$/, hint: null },
  {
    args: ['families', '-o', 'xml'],
    message: /argument 'xml' is invalid\. Allowed choices are table, wide, json, jsonl, csv, tsv, markdown, yaml, names\.$/,
    hint: null,
  },
  { args: ['families', '--site', 'mars'], message: '--site "mars" does not exist.', hint: 'one of international, china' },
  { args: ['types', '--processor', ' '], message: /argument ' ' is invalid\. It is empty\.$/, hint: null },
  { args: ['types', '--processor', '*'], message: /argument '\*' is invalid\. It has no letter and no figure\.$/, hint: null },
  { args: ['types', '--gpu-model', 'A10,*'], message: /argument 'A10,\*' is invalid\. It has no letter and no figure\.$/, hint: null },
  { args: ['types', '--category', ''], message: /argument '' is invalid\. It is empty\.$/, hint: null },
  { args: ['types', '--vcpus', ''], message: '--vcpus : it is empty.', hint: /^write a range/ },
  { args: ['types', '--vcpus', '..'], message: '--vcpus ..: it has no end.', hint: /^write a range/ },
  { args: ['types', '--gpu-model', ''], message: /argument '' is invalid\. It is empty\.$/, hint: null },
  { args: ['types', '--vendor', 'amt'], message: '--vendor "amt" does not exist.', hint: 'did you mean amd?' },
  { args: ['types', '--vcpus', '8', '--vcpus=8'], message: '--vcpus is given twice.', hint: 'it takes one value' },
  { args: ['show', 'g8i', '-o', 'json', '--output', 'yaml'], message: '--output is given twice.', hint: 'it takes one value' },
  { args: ['families', '--limit', '0'], message: /argument '0' is invalid\. It must be a whole number from 1\.$/, hint: null },
  { args: ['families', '--limit', 'ten'], message: /argument 'ten' is invalid/, hint: null },
  { args: ['families', '--live', '--offline'], message: /'--live' cannot be used with option '--offline'$/, hint: null },
  { args: ['families', '--offline', '--source', 'live'], message: /'--offline' cannot be used with option '--source <source>'$/, hint: null },
  { args: ['families', '--json', '-o', 'csv'], message: /'--json' cannot be used with option '-o, --output <format>'$/, hint: null },
  { args: ['families', '--source', 'nowhere'], message: 'No source and no file is called "nowhere".', hint: /auto, live, embedded/ },
  // Ranges.
  { args: ['families', '--vcpus', '9..2'], message: '--vcpus 9..2: it is empty, the first number is larger than the second.', hint: ranges },
  { args: ['families', '--vcpus', 'many'], message: '--vcpus many: "many" is not a number.', hint: ranges },
  { args: ['families', '--vcpus', '1..2..3'], message: '--vcpus 1..2..3: not a range.', hint: ranges },
  { args: ['families', '--vcpus', '..'], message: '--vcpus ..: it has no end.', hint: ranges },
  { args: ['families', '--vcpus', '-4'], message: /--vcpus/, hint: ranges },
  { args: ['types', '--memory', '8parsec..'], message: '--memory 8parsec..: unknown unit "parsec".', hint: /^write a range as --memory / },
  // Keys and words.
  { args: ['types', '--has', 'edrma'], message: '--has: no feature is called "edrma".', hint: 'did you mean erdma?' },
  { args: ['types', '--has', 'teleportation'], message: '--has: no feature is called "teleportation".', hint: 'cipu features lists them' },
  { args: ['types', '--arch', 'x68'], message: '--arch "x68" does not exist.', hint: 'one of X86, ARM' },
  { args: ['types', '--cipu', 'perhaps'], message: '--cipu "perhaps" does not exist.', hint: 'one of yes, no, unknown' },
  { args: ['families', '--category', 'Enhansed'], message: '--category "Enhansed" does not exist.', hint: 'did you mean Enhanced?' },
  { args: ['families', '--category', 'Nice'], message: '--category "Nice" does not exist.', hint: /^one of .*General-purpose/ },
  // Names.
  { args: ['families', 'g8x'], message: 'No instance family is called ecs.g8x.', hint: 'did you mean ecs.g8a or ecs.g8i or ecs.g8y?' },
  { args: ['show', 'g8ii'], message: 'No instance family is called ecs.g8ii.', hint: /^did you mean ecs\.g8i\b/ },
  { args: ['types', 'g8i.xlarg'], message: 'No instance type is called ecs.g8i.xlarg.', hint: /^did you mean ecs\.g8i\.xlarge\b/ },
  { args: ['show', 'g8i', 'g8i.3xlarg'], message: 'No instance type is called ecs.g8i.3xlarg.', hint: /ecs\.g8i\.3xlarge/ },
  {
    args: ['show', 'completely-unheard-of'],
    message: 'No instance family is called ecs.completely-unheard-of.',
    hint: "cipu families lists the families; quote globs: 'g8*'",
  },
  // Columns, order, expressions.
  { args: ['families', '--columns', 'famly'], message: '--columns: no column is called "famly".', hint: 'did you mean family?' },
  { args: ['families', '--columns', 'something-else'], message: '--columns: no column is called "something-else".', hint: /^one of family, cipu, / },
  {
    args: ['families', '--columns', 'family', '--query', 'families'],
    message: '--columns and --query cannot go together.',
    hint: '--query selects parts of whole rows',
  },
  {
    args: ['families', '--columns', 'family', '-o', 'names'],
    message: '--columns has no meaning for -o names.',
    hint: 'it goes with -o table, wide, csv, tsv, markdown, json, jsonl, yaml',
  },
  { args: ['families', '--sort', 'vcpuz'], message: '--sort: no column is called "vcpuz".', hint: 'did you mean vcpus?' },
  { args: ['families', '--sort', 'vcpus:down'], message: '--sort vcpus:down: the direction is asc or desc.', hint: 'for example --sort vcpus:desc' },
  { args: ['families', '--query', 'families['], message: /^--query: /, hint: /JMESPath/ },
  { args: ['families', '--query', 'nope(@)'], message: '--query: no function is called nope().', hint: /JMESPath/ },
  { args: ['families', '--where', 'a ==='], message: /^--where: /, hint: /JMESPath/ },
  { args: ['show', 'g8i', '--query', '['], message: /^--query: /, hint: /JMESPath/ },
  {
    args: ['families', '--query', 'families', '-o', 'csv'],
    message: '--query gives JSON values, which -o csv cannot show.',
    hint: 'use it with -o json, jsonl, yaml, names',
  },
  // Endpoints, regions, profiles.
  {
    args: ['families', '--live', '--endpoint', 'http://example.com'],
    message: 'The endpoint http://example.com is refused: requests would travel unencrypted.',
    hint: endpoints,
  },
  { args: ['families', '--live', '--endpoint', 'http://127.0.0.1.example.com'], message: /is refused: requests would travel unencrypted\.$/, hint: endpoints },
  { args: ['families', '--live', '--endpoint', 'http://169.254.169.254'], message: /is refused: requests would travel unencrypted\.$/, hint: endpoints },
  { args: ['families', '--live', '--endpoint', 'https://ecs.example.com/path'], message: alone, hint: endpoints },
  { args: ['families', '--live', '--endpoint', 'https://user@ecs.example.com'], message: alone, hint: endpoints },
  { args: ['families', '--live', '--endpoint', 'https://user:hunter2@ecs.example.com'], message: alone, hint: endpoints },
  { args: ['families', '--live', '--endpoint', 'https://ecs.example.com?x=1'], message: alone, hint: endpoints },
  {
    args: ['families', '--live', '--endpoint', 'ftp://ecs.example.com'],
    message: 'The endpoint "ftp://ecs.example.com" is not a URL of a server.',
    hint: endpoints,
  },
  { args: ['families', '--live', '--region', 'cn-hangzou'], message: 'No region is called "cn-hangzou".', hint: 'did you mean cn-hangzhou?' },
  { args: ['families', '--live', '--region', 'x.example.com/'], message: 'No region is called "x.example.com/".', hint: 'cipu regions lists them' },
  { args: ['families', '--profile', 'nope'], message: 'There is no profile "nope": ~/.aliyun/config.json does not exist.', hint: 'aliyun configure writes it' },
];

// A region that looks like one is known to be wrong only once it has been asked for; without credentials nothing is asked.
const needsAsking = ({ args }: Mistake) => args.includes('cn-hangzou');

describe('a mistake', () => {
  it.each(mistakes.filter((mistake) => !needsAsking(mistake)))('cipu $args', async ({ args, message, hint }) => {
    const result = await runCipu(args, { secrets: ['hunter2'] });
    expectError(result, { code: 2, message, hint });
  });

  it.each([
    { args: ['families', '--has'], message: "option '--has <keys>' argument missing", hint: null },
    { args: ['show'], message: "missing required argument 'name'", hint: null },
  ])('cipu $args', async ({ args, message, hint }) => {
    expectError(await runCipu(args), { code: 2, message, hint });
  });

  it.each([
    { args: ['famlies'], command: 'families' },
    { args: ['type'], command: 'types' },
    { args: ['typse', '--has', 'erdma'], command: 'types' },
  ])('cipu $args suggests $command', async ({ args, command }) => {
    expectError(await runCipu(args), { code: 2, message: `unknown command '${args[0]}'`, hint: `did you mean ${command}?` });
  });

  it('is told with a stack trace only under --debug', async () => {
    const args = ['families', '--has', 'edrma'];
    const [plain, debug] = await Promise.all([runCipu(args), runCipu([...args, '--debug'])]);
    expect(linesOf(plain.stderr)).toHaveLength(2);
    expect(debug.stderr.startsWith(plain.stderr)).toBe(true);
    expect(debug.stderr).toMatch(/^ +at /m);
    expect(debug.code).toBe(2);
  });

  it('shows control characters of an argument escaped', async () => {
    const { stderr } = await runCipu(['families', 'g\u001b8\u009b\u202e']);
    expect(linesOf(stderr)[0]).toBe('error: No instance family is called ecs.g\\u001b8\\u009b\\u202e.');
  });

  it('is to ask for two formats', async () => {
    expectError(await runCipu(['show', 'g8i', '--json', '-o', 'yaml']), { code: 2, message: /cannot be used with option/, hint: null });
  });

  it('does not quote the password of an endpoint', async () => {
    await runCipu(['families', '--live', '--endpoint', 'ftp://user:hunter2@ecs.example.com'], { secrets: ['hunter2'] });
  });
});

describe('an empty value', () => {
  // `--has "$KEYS"` with an empty variable must not narrow nothing: a gate built on it would let everything pass.
  it.each([
    ['types', '--has', ''],
    ['types', '--has', ','],
    ['types', '--lacks', ''],
    ['types', '--cipu', ''],
    ['types', '--columns', ''],
  ])('cipu %s %s "%s" is a mistake', async (...args) => {
    const { code, stderr } = await runCipu([...args, '--offline'].filter((arg) => arg !== undefined));
    expect({ code, told: linesOf(stderr)[0]?.startsWith('error: ') }).toEqual({ code: 2, told: true });
  });

  it('cipu families "" is a mistake', async () => {
    expect((await runCipu(['families', '', '--offline'])).code).toBe(2);
  });

  it('cipu families "" is told as an empty name', async () => {
    expect((await runCipu(['families', '', '--offline'])).stderr).not.toContain('ecs..');
  });

  it.each([
    ['types', '--vcpus', ''],
    ['types', '--sort', ''],
    ['types', '--category', ''],
    ['types', '--where', ''],
    ['types', '--query', ''],
    ['types', '--live', '--region', ''],
  ])('cipu %s %s "%s" is a mistake', async (...args) => {
    expect((await runCipu(args)).code).toBe(2);
  });
});

describe('help', () => {
  it('is short and on stdout without arguments, with code 0', async () => {
    const { code, stdout, stderr } = await runCipu([]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Which .*\n\nUsage: cipu \[options\] \[command\]\n/);
    expect(stdout).toContain('families');
    expect(stdout).not.toContain('Exit codes:');
  });

  it.each([[['--help']], [['-h']]])('%s has examples and every exit code', async (args) => {
    const text = outputOf(await runCipu(args));
    expect(text).toContain('Examples:\n  cipu families ');
    const codes = [...text.slice(text.indexOf('Exit codes:')).matchAll(/^ {2}(\d+) /gm)].map(([, code]) => Number(code));
    expect(codes).toEqual([0, 1, 2, 3, 4, 5, 130]);
  });

  it.each(['families', 'types', 'show', 'features'])('cipu %s --help is on stdout, with code 0', async (command) => {
    const result = await runCipu([command, '--help']);
    expect(outputOf(result)).toMatch(new RegExp(`^[A-Z].*\\.\\n\\nExamples:\\n  cipu ${command}[^]*\\n\\nUsage: cipu ${command} \\[options\\]`));
    expect(result.stderr).toBe('');
  });

  it.each(['families', 'types', 'show', 'compare', 'check', 'instances', 'replace', 'price', 'stock', 'features'])(
    'cipu %s --help has the flags first that are used most, ten at most, and none of them twice',
    async (command) => {
      const text = outputOf(await runCipu([command, '--help']));
      const [first = '', ...rest] = text.slice(text.indexOf('Used most:')).split(/\n\n/);
      const flagsIn = (part: string) => [...part.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag);
      expect(flagsIn(first).length).toBeGreaterThan(2);
      expect(flagsIn(first).length).toBeLessThanOrEqual(10);
      const all = [first, ...rest].flatMap(flagsIn);
      expect(all).toEqual([...new Set(all)]);
      expect(text.slice(0, text.indexOf('Used most:'))).not.toMatch(/^ {2}--/m);
    },
  );

  it.each(['families', 'types', 'show', 'compare'])('the examples of cipu %s run', async (command) => {
    const help = outputOf(await runCipu([command, '--help']));
    const examples = [...help.matchAll(/^ {2}(cipu .*?)(?: {2,}.*)?$/gm)].map(([, example = '']) => example);
    expect(examples.length).toBeGreaterThan(3);
    for (const example of examples.filter((text) => !/--live|-stock|--price/.test(text))) {
      const words = [...example.replace(/ > .*$/, '').matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
      const result = await runCipu([...words.slice(1), '--offline']);
      expect(outputOf(result), example).not.toBe('');
    }
  });

  it.each([['--version'], ['-v'], ['-V'], ['version']])('%s is the version of the package', async (flag) => {
    const { version } = JSON.parse(await readPackage());
    expect(outputOf(await runCipu([flag]))).toBe(`${version}\n`);
  });

  it.each([[['help']], [['help', 'families']]])('cipu %s helps', async (args) => {
    expect(outputOf(await runCipu(args))).toMatch(/^Usage: cipu/m);
  });
});

async function readPackage(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return readFile(new URL('../../package.json', import.meta.url), 'utf8');
}
