/** Shell completion: the answers, and how to get the scripts that ask for them. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scripts, shells } from '../../src/commands/completion/scripts.ts';
import { withDirectory } from '../helpers/directory.ts';
import { expectError, linesOf, outputOf } from '../helpers/outcome.ts';
import { type RunOptions, runCipu } from '../helpers/run.ts';

const names = ['default', 'my own', "it's", 'a:b*c', 'q"x$y', 'me@corp', 'new\nline'];
const profiles = { '.aliyun/config.json': JSON.stringify({ profiles: names.map((name) => ({ name, mode: 'AK', access_key_secret: `secret of ${name}` })) }) };

/** What a script would be told: the head, and the candidates without their descriptions. */
async function ask(args: readonly string[], options: RunOptions = {}) {
  const result = await runCipu(['__complete', ...args], options);
  expect(result.stderr).toBe('');
  const [head = '', ...lines] = linesOf(outputOf(result));
  return { head, lines, values: lines.map((line) => line.split('\t')[0] ?? '') };
}

describe('the answer', () => {
  it.each([
    // Commands and flags.
    { words: ['fam'], values: ['families'] },
    { words: ['catalog', 'd'], values: ['diff'] },
    { words: ['catalog', ''], values: ['pull', 'info', 'diff', 'help'] },
    { words: ['help', 'catal'], values: ['catalog'] },
    { words: ['families', '--inc'], values: ['--include-unknown'] },
    { words: ['families', '--no-'], values: ['--no-header', '--no-pager', '--no-cache', '--no-project-file', '--no-color'] },
    { words: ['--v'], values: ['--version'] },
    { words: ['cache', 'clear', '--f'], values: [] },
    { words: ['nonsense', ''], values: [] },
    // Values of flags.
    { words: ['show', '-o', 'j'], values: ['json', 'jsonl'] },
    { words: ['show', '--output=j'], head: 'words\t--output=', values: ['--output=json', '--output=jsonl'] },
    { words: ['types', '--has', 'nv'], values: ['nvme'] },
    { words: ['types', '--has', 'erdma,nv'], head: 'words\terdma,', values: ['erdma,nvme'] },
    { words: ['types', '--lacks=erdma,nv'], head: 'words\t--lacks=erdma,', values: ['--lacks=erdma,nvme'] },
    { words: ['types', '--has', 'nvme,nv'], head: 'words\tnvme,', values: [] },
    { words: ['check', '--require', 'cipu,!nv'], head: 'words\tcipu,', values: ['cipu,!nvme'] },
    {
      words: ['types', '--region=cn-h'],
      head: 'words\t--region=',
      values: ['huhehaote', 'hangzhou', 'heyuan', 'hongkong'].map((name) => `--region=cn-${name}`),
    },
    { words: ['types', '--region', 'cn-hangzhou,eu-c'], head: 'words\tcn-hangzhou,', values: ['cn-hangzhou,eu-central-1'] },
    { words: ['families', '--columns', 'vc'], values: ['vcpus', 'vcpus.min', 'vcpus.max'] },
    { words: ['types', '--sort', 'vcpus:'], values: ['vcpus:asc', 'vcpus:desc'] },
    { words: ['cache', 'info', '--columns', 'f'], values: ['fetchedAt', 'fresh'] },
    { words: ['config', 'show', '--sort', 'o'], values: ['origin'] },
    { words: ['families', '--cipu', 'yes,'], head: 'words\tyes,', values: ['yes,no', 'yes,unknown'] },
    { words: ['families', '--category', 'General'], values: ['General-purpose'] },
    { words: ['families', '--offline', '--limit', ''], values: [] },
    { words: ['families', '--vcpus', '--has', 'nv'], values: [] },
    // Names.
    { words: ['families', 'g8is'], values: ['g8ise'] },
    { words: ['families', '--has', 'erdma', 'ecs.g8is'], values: ['ecs.g8ise'] },
    { words: ['show', 'g8i.x'], values: ['g8i.xlarge'] },
    { words: ['types', 'g8i', 'ecs.g8i.x'], values: ['ecs.g8i.xlarge'] },
    { words: ['stock', 'g8i.8'], values: ['g8i.8xlarge'] },
    { words: ['check', 'g8i.8'], values: ['g8i.8xlarge'] },
    { words: ['families', 'g8i.'], values: [] },
    { words: ['show', 'g8i*'], values: [] },
    { words: ['families', '--', 'g8is'], values: ['g8ise'] },
    { words: ['families', '--', '--h'], values: [] },
    // Files, and words beside them.
    { words: ['check', '--from', ''], head: 'files\t', values: [] },
    { words: ['check', '--policy=p'], head: 'files\t--policy=', values: [] },
    { words: ['check', '--report', 'sar'], head: 'open\t', values: ['sarif='] },
    { words: ['check', '--report=sarif=x'], head: 'files\t--report=sarif=', values: [] },
    { words: ['catalog', 'pull', '--region', 'cn-beijing', 'x'], head: 'files\t', values: [] },
    { words: ['families', '--source', 'e'], head: 'files\t', values: ['embedded'] },
    { words: ['catalog', 'diff', 'embedded', 'live@eu-'], head: 'files\t', values: ['live@eu-central-1', 'live@eu-west-1'] },
  ])('to $words', async ({ words, head = 'words\t', values }) => {
    const answer = await ask(['zsh', ...words]);
    expect(answer).toMatchObject({ head, values });
    expect((await ask(['fish', ...words])).lines).toEqual(answer.lines);
  });

  it('to an empty word names every command, family or region, but no type', async () => {
    const [, list = ''] = /^Commands:\n([\s\S]*?)\n\n/m.exec(outputOf(await runCipu(['--help']))) ?? [];
    const commands = [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
    expect((await ask(['zsh', ''])).values).toEqual(commands);
    expect(await ask(['zsh'])).toEqual(await ask(['zsh', '']));
    const families = linesOf(outputOf(await runCipu(['families', '--offline', '--retired', '-o', 'names', '--quiet'])));
    expect((await ask(['zsh', 'show', ''])).values.map((name) => `ecs.${name}`)).toEqual(families);
    expect((await ask(['zsh', 'show', 'ecs.'])).values).toEqual(families);
    const regions = linesOf(outputOf(await runCipu(['regions', '--offline', '-o', 'names', '--quiet'])));
    expect((await ask(['zsh', 'types', '--region', ''])).values).toEqual([...regions, 'all']);
  });

  it.each(['families', 'types', 'show', 'check', 'stock', 'features', 'regions', 'doctor', 'completion'])('has every flag of cipu %s', async (command) => {
    const flags = [...outputOf(await runCipu([command, '--help'])).matchAll(/^ {2}(?:-\w, | {4})?(--[\w-]+)/gm)].map(([, flag]) => flag);
    expect((await ask(['zsh', command, '--'])).values).toEqual(flags);
  });

  it('tells what a candidate is, except to bash', async () => {
    expect((await ask(['zsh', 'show', 'g8i.x'])).lines).toEqual(['g8i.xlarge\t4 vCPU, 16 GiB']);
    expect((await ask(['powershell', 'cipu types --region eu-c'])).lines).toEqual(['eu-central-1\tGermany (Frankfurt)']);
    expect((await ask(['bash', 'cipu types --region eu-c', ' ='])).lines).toEqual(['eu-central-1']);
  });

  it('names profiles as they are, but none that holds control characters', async () => {
    expect((await ask(['fish', 'doctor', '--profile', ''], { home: profiles })).lines).toEqual(names.filter((name) => !name.includes('\n')));
    expect((await ask(['fish', 'doctor', '--profile', ''])).lines).toEqual([]);
  });

  it.each([
    [['zsh', 'doctor', '--profile', ''], '{"profiles": [{"name": "a", "access_key_secret": "half'],
    [['bash', 'cipu doctor --profile '], '[]'],
    [['powershell'], ''],
    [['bash'], ''],
    [['tcsh', 'families', '--has'], ''],
    [[], ''],
  ])('to %j is no error, whatever is wrong', async (args, config) => {
    const { code, stderr, stdout } = await runCipu(['__complete', ...args], { home: { '.aliyun/config.json': config, 'cipu.config.yaml': 'regions: [' } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toMatch(/error|half/);
  });

  it.each([
    ['types', '--region', ''],
    ['stock', 'g8i.', ''],
    ['catalog', 'diff', 'live@', ''],
  ])('leaves no files behind, and credentials unused: %s %s', async (...words) => {
    await withDirectory({}, async (directory) => {
      const credentials = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'an-access-key-id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'its-secret' };
      const places = { HOME: directory, XDG_CACHE_HOME: join(directory, '.cache'), XDG_CONFIG_HOME: join(directory, '.config') };
      await ask(['zsh', ...words], { cwd: directory, env: { ...credentials, ...places, CIPU_ENDPOINT: 'http://127.0.0.1:1' } });
      expect(await readdir(directory)).toEqual([]);
    });
  });
});

describe('the scripts', () => {
  it.each(shells)('of %s asks the hidden command and evaluates nothing', async (shell) => {
    const script = outputOf(await runCipu(['completion', shell]));
    expect(script).toBe(scripts[shell]);
    expect(script).toContain(`cipu __complete ${shell} `);
    expect(script).not.toMatch(/\beval\b|Invoke-Expression|\bIEX\b/i);
    expect(script.split('\n').length).toBeLessThan(30);
  });
});

describe('cipu completion', () => {
  it('without a shell says how to install, and of every shell', async () => {
    const help = outputOf(await runCipu(['completion']));
    expect(help).toBe(outputOf(await runCipu(['completion', '--help'])));
    for (const shell of shells) expect(help).toContain(`cipu completion ${shell}`);
  });

  it('takes shells by name only', async () => {
    // A shell starts in any directory: a project file there has no say, not even a broken one.
    expect(outputOf(await runCipu(['completion', 'BASH'], { home: { 'cipu.config.yaml': 'regions: [' } }))).toBe(scripts.bash);
    expectError(await runCipu(['completion', 'fsh']), { code: 2, message: 'The shell "fsh" does not exist.', hint: /did you mean .*fish/ });
    expectError(await runCipu(['completion', 'nushell']), { code: 2, message: 'The shell "nushell" does not exist.', hint: /bash|powershell/ });
  });

  it('is not betrayed by the command that answers', async () => {
    expect(outputOf(await runCipu(['--help']))).not.toContain('__complete');
  });
});
