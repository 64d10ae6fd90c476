/** Variables and the project file, as users meet them: the command in directories with and without a repository. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withDirectory } from '../helpers/directory.ts';
import { expectError, linesOf, outputOf } from '../helpers/outcome.ts';
import { validatorOf } from '../helpers/own-schemas.ts';
import { type RunOptions, type RunResult, runCipu } from '../helpers/run.ts';

interface Situation extends RunOptions {
  /** Files to write, by path; `.git/HEAD` makes a repository. */
  readonly files?: Readonly<Record<string, string>>;
  /** The working directory among them. */
  readonly at?: string;
}

/** Runs the command in a directory of its own that has these files. */
async function runAt({ files = {}, at = '.', ...options }: Situation, ...args: readonly string[]): Promise<RunResult> {
  return withDirectory(files, async (top) => {
    await mkdir(join(top, at), { recursive: true });
    return runCipu(args, { ...options, cwd: join(top, at) });
  });
}

const repository = { '.git/HEAD': 'ref: refs/heads/main\n' };
const inFile = (text: string): Situation => ({ files: { 'cipu.config.yaml': text } });

interface Row {
  readonly setting: string;
  readonly value: string | null;
  readonly origin: string;
  readonly detail: string | null;
}

async function settingsAt(situation: Situation, ...args: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  const { settings } = JSON.parse(outputOf(await runAt(situation, 'config', 'show', ...args, '-o', 'json'))) as { readonly settings: readonly Row[] };
  return new Map(settings.map((row) => [row.setting, row]));
}

describe('a command', () => {
  it.each<[string, Situation, readonly string[], string]>([
    ['the file', inFile('output: names\n'), [], 'ecs.g8i'],
    ['a JSON file', { files: { 'cipu.config.json': '{\n\t"output": "names"\n}' } }, [], 'ecs.g8i'],
    ['the root of the repository', { files: { ...repository, 'cipu.config.yml': 'output: names\n' }, at: 'a/b' }, [], 'ecs.g8i'],
    ['a variable', { env: { CIPU_OUTPUT: 'names' } }, [], 'ecs.g8i'],
    ['a variable over the file', { ...inFile('output: csv\n'), env: { CIPU_OUTPUT: 'names' } }, [], 'ecs.g8i'],
    ['a flag over both', { ...inFile('output: csv\n'), env: { CIPU_OUTPUT: 'json' } }, ['-o', 'names'], 'ecs.g8i'],
    [
      'a flag over what contradicts it',
      { ...inFile('output: csv\ncolumns: [family]\n'), env: { CIPU_SOURCE: 'live' } },
      ['--query', 'families[].family', '--offline'],
      '["ecs.g8i"]',
    ],
    ['a flag over what would be a mistake', { env: { CIPU_OUTPUT: 'xml' } }, ['-o', 'names'], 'ecs.g8i'],
    ['several settings', inFile('output: csv\ncolumns: [family, cipu]\nheader: false\n'), [], 'ecs.g8i,yes'],
  ])('follows %s', async (_what, situation, args, expected) => {
    expect(outputOf(await runAt(situation, 'families', 'g8i', ...args)).replace(/\s+/g, '')).toBe(expected);
  });

  it.each<[string, Situation]>([
    ['above the working directory without a repository', { files: { 'cipu.config.yaml': 'output: names\n' }, at: 'a' }],
    ['above the repository', { files: { 'cipu.config.yaml': 'output: names\n', 'r/.git/HEAD': '' }, at: 'r' }],
  ])('does not follow a file %s', async (_what, situation) => {
    expect(outputOf(await runAt(situation, 'families', 'g8i'))).toMatch(/^Family /);
  });

  it.each([['--help'], ['--version'], ['families', '--help']])('%s %s needs no settings', async (...args) => {
    expect((await runAt({ ...inFile('][\n'), env: { CIPU_OUTPUT: 'xml' } }, ...args)).code).toBe(0);
  });

  it('without such an option is not bothered', async () => {
    expect((await runAt({ ...inFile('][\n'), env: { CIPU_OUTPUT: 'xml' } }, 'cache', 'clear')).code).toBe(0);
  });

  it('that lacks a format says so and uses its default', async () => {
    const { code, stdout, stderr } = await runAt(inFile('output: csv\n'), 'show', 'g8i', '--offline');
    expect(stdout).toMatch(/^ecs\.g8i\b/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'cipu show has no --output csv (cipu.config.yaml:1): it uses its default.\n' });
    expect((await runAt(inFile('output: csv\n'), 'show', 'g8i', '--offline', '--quiet')).stderr).toBe('');
  });

  it('is quiet when a setting says so', async () => {
    expect((await runAt({ env: { CIPU_QUIET: '1' } }, 'families', 'g8i')).stderr).toBe('');
  });

  it('asks nobody because of a region that is set: only a flag demands the API', async () => {
    const { code, stderr } = await runAt(inFile('region: [cn-hangzhou]\n'), 'families', 'g8i');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^No credentials are configured: showing the embedded catalog /) });
    expect((await runAt({}, 'families', 'g8i', '--region', 'cn-hangzhou')).code).toBe(4);
  });
});

describe('a mistake', () => {
  it.each<[string, Situation, string | RegExp, string | RegExp | null]>([
    ['a key', inFile('quiet: true\noutptu: csv\n'), 'cipu.config.yaml, line 2, column 1: "outptu" is no key of a project file.', 'did you mean output?'],
    ['a word', inFile('output: jsno\n'), 'cipu.config.yaml, line 1, column 9: output cannot be "jsno".', 'did you mean json or jsonl?'],
    ['a value', inFile('limit: none\n'), 'cipu.config.yaml, line 1, column 8: "none" is no value of --limit. It must be a whole number from 1.', null],
    [
      'a variable',
      { env: { CIPU_TIMEOUT: 'soon' } },
      'CIPU_TIMEOUT: "soon" is no value of --timeout. It must be a time such as 90s, 5m or 500ms, a day at most.',
      null,
    ],
    ['nothing', inFile(''), 'cipu.config.yaml is empty.', null],
    ['a file cut off', { files: { 'cipu.config.json': '{"output": ' } }, 'cipu.config.json, line 1, column 12: Flow map must end with a }.', null],
    ['bytes', inFile('\u0000\u0001\u0002'), 'cipu.config.yaml is not a text file.', null],
    ['depth', inFile('['.repeat(100_000)), /^cipu\.config\.yaml, line 1, column 10\d: Values are nested in more than 100 levels\.$/, null],
    [
      'a file above',
      { files: { ...repository, 'cipu.config.yaml': 'x: 1\n' }, at: 'a' },
      '../cipu.config.yaml, line 1, column 1: "x" is no key of a project file.',
      /^one of output, json, /,
    ],
    [
      'two files',
      { files: { 'cipu.config.yaml': 'quiet: true\n', 'cipu.config.yml': 'quiet: true\n' } },
      'There are two project files, cipu.config.yaml and cipu.config.yml.',
      'keep one of them',
    ],
    [
      'an endpoint',
      inFile('endpoint: https://ecs.example.com\n'),
      'cipu.config.yaml, line 1, column 11: endpoint cannot be set here.',
      'a project file may not say where signed requests go: use --endpoint or CIPU_ENDPOINT',
    ],
    [
      'a contradiction',
      inFile('offline: true\nlive: true\n'),
      'cipu.config.yaml, line 2, column 7: live cannot go with offline of cipu.config.yaml:1.',
      'set one of them',
    ],
  ])('in %s is code 2, with its place', async (_what, situation, message, hint) => {
    expectError(await runAt(situation, 'families', 'g8i', '--quiet'), { code: 2, message, hint });
  });

  it.each<[string, Situation, string | RegExp, string]>([
    ['a file', inFile('columns: [famly]\n'), '--columns: no column is called "famly".', 'did you mean family?; --columns is set by cipu.config.yaml:1'],
    [
      'a variable',
      { env: { CIPU_SORT: 'family:up' } },
      '--sort family:up: the direction is asc or desc.',
      'for example --sort vcpus:desc; --sort is set by variable CIPU_SORT',
    ],
    [
      'an expression',
      { env: { CIPU_QUERY: 'families[' } },
      /^--query: /,
      'the expression is JMESPath (jmespath.org): texts stand in single quotes; quote keys with a hyphen: features."bare-metal".status; --query is set by variable CIPU_QUERY',
    ],
    [
      'a path',
      { files: { ...repository, 'cipu.config.yaml': 'source: none.json\n' }, at: 'a' },
      'No source and no file is called "../none.json".',
      'one of auto, live, embedded, or a file that cipu catalog pull wrote; --source is set by ../cipu.config.yaml:1',
    ],
  ])('that only the command finds names %s', async (_what, situation, message, hint) => {
    expectError(await runAt(situation, 'families', 'g8i', '--quiet'), { code: 2, message, hint });
  });

  it('shows its stack when a setting says so', async () => {
    const { stderr } = await runAt({ env: { CIPU_DEBUG: 'yes' } }, 'families', 'nothing', '--offline');
    expect(stderr).toMatch(/\n {4}at /);
  });
});

describe('cipu config show', () => {
  it('tells the value and the origin of every setting', async () => {
    const situation = {
      files: { ...repository, 'cipu.config.yaml': '# ours\nregion: [cn-hangzhou, eu-*]\ncache: false\noutput: csv\n' },
      at: 'a',
      env: { CIPU_TIMEOUT: '5m', CIPU_QUIET: '0', CIPU_LIMIT: '' },
    };
    const rows = await settingsAt(situation, '--profile', 'ci');
    const shown = (name: string) => [rows.get(name)?.value, rows.get(name)?.origin];
    expect(shown('region')).toEqual(['cn-hangzhou,eu-*', '../cipu.config.yaml:2']);
    expect(shown('cache')).toEqual(['false', '../cipu.config.yaml:3']);
    expect(shown('timeout')).toEqual(['5m', 'variable CIPU_TIMEOUT']);
    expect(shown('quiet')).toEqual(['false', 'variable CIPU_QUIET']);
    expect(shown('profile')).toEqual(['ci', 'flag --profile']);
    expect(shown('limit')).toEqual([null, 'default']);
    expect(shown('source')).toEqual(['auto or embedded', 'default']);
    expect(shown('header')).toEqual(['true', 'default']);
    expect(shown('offline')).toEqual(['false', 'default']);
    expect(rows.get('output')).toEqual({
      setting: 'output',
      value: 'json',
      origin: 'flag --output',
      detail: '../cipu.config.yaml:4 gives way to flag --output',
    });
  });

  it('shows flags as they were written', async () => {
    const rows = await settingsAt({}, '--timeout', '90s', '--no-cache', '--region', 'a', '--region', 'b,c', '--live');
    expect(['timeout', 'cache', 'region', 'live'].map((name) => rows.get(name)?.value)).toEqual(['90s', 'false', 'a,b,c', 'true']);
  });

  it('knows the options of every command', async () => {
    const commands = ['families', 'types', 'show', 'check', 'stock', 'features', 'regions', 'doctor', 'catalog info', 'cache info'];
    const rows = await settingsAt({});
    for (const command of commands) {
      const help = outputOf(await runCipu([...command.split(' '), '--help']));
      const groups = [...help.matchAll(/^(?:Source|Output|Check):\n((?: .*\n)+)/gm)].map(([, lines = '']) => lines).join('');
      for (const [, flag = ''] of groups.matchAll(/^ {2}(?:-\w, )?--(?:no-)?([\w-]+)/gm)) {
        const name = flag.replace(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
        expect(rows.has(name), `${command} --${flag}`).toBe(true);
      }
    }
  });

  it('says which file it read, and which variables are none of its own', async () => {
    const { stderr } = await runAt({ ...inFile('quiet: false\n'), env: { CIPU_OUPUT: 'secret-value', CIPU_WHATEVER: 'x' } }, 'config', 'show');
    expect(linesOf(stderr)).toEqual([
      'warning: CIPU_OUPUT is no setting: did you mean CIPU_OUTPUT?',
      'The project file is cipu.config.yaml.',
      'CIPU_WHATEVER is no setting.',
    ]);
    expect((await runAt({}, 'config', 'show')).stderr).toBe('There is no project file here.\n');
  });

  it('follows the settings itself', async () => {
    expect(outputOf(await runAt({ env: { CIPU_OUTPUT: 'names' } }, 'config', 'show'))).toMatch(/^output\njson\n/);
  });

  it('is a table for people', async () => {
    const [header, ...lines] = linesOf(outputOf(await runAt({ env: { CIPU_REGION: 'eu-central-1' } }, 'config', 'show')));
    expect(header).toMatch(/^Setting +Value +From$/);
    expect(lines).toContainEqual(expect.stringMatching(/^region +eu-central-1 +variable CIPU_REGION$/));
    expect(lines).toContainEqual(expect.stringMatching(/^profile +- +default$/));
  });

  it('never shows the password of an endpoint', async () => {
    const { code } = await runAt({ env: { CIPU_ENDPOINT: 'https://user:hunter2@ecs.example.com' }, secrets: ['hunter2'] }, 'config', 'show');
    expect(code).toBe(2);
  });

  it.each([[['--help']], [['config', '--help']], [['config', 'show', '--help']]])('is explained by cipu %s', async (args) => {
    expect(outputOf(await runCipu(args))).toMatch(/Flags win over\s+variables,/);
  });
});

describe('the schemas', () => {
  it('accepts what cipu config show writes', async () => {
    const validate = validatorOf('settings');
    validate(JSON.parse(outputOf(await runAt(inFile('region: [a]\n'), 'config', 'show', '--json'))));
    expect(validate.errors).toBeNull();
  });

  it.each([
    [true, { $schema: './node_modules/cipu/dist/schemas/config.json', output: 'sarif', region: ['cn-hangzhou'], limit: 5, cache: false, maxAge: '90d' }],
    [true, { region: 'cn-hangzhou', timeout: '90s' }],
    [false, { ouput: 'json' }],
    [false, { output: 'xml' }],
    [false, { cache: 'no' }],
    [false, { report: ['sarif=out.sarif'] }],
  ])('of the project file says %s to %j', (expected, content) => {
    expect(validatorOf('config')(content)).toBe(expected);
  });
});
