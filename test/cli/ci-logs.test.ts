/** What a check says to CI systems: files as they know them, and no command that somebody else put into an input. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formats } from '../../src/render/formats/renderers.ts';
import { reportFormats } from '../../src/render/reports/reports.ts';
import { withDirectory } from '../helpers/directory.ts';
import { runCipu } from '../helpers/run.ts';

const allFormats = [...new Set([...formats, ...reportFormats])];

describe('a file', () => {
  const plan = (type: string) =>
    JSON.stringify({
      format_version: '1.2',
      resource_changes: [
        {
          address: 'alicloud_instance.a',
          mode: 'managed',
          type: 'alicloud_instance',
          name: 'a',
          change: { actions: ['create'], after: { instance_type: type }, after_unknown: {} },
        },
      ],
    });

  async function reportIn(format: string, args: readonly string[], stdin?: string): Promise<string> {
    return withDirectory({ '.git/HEAD': '', 'infra/plan.json': plan('ecs.g7.large'), 'infra/p.yaml': 'require: [cipu]\n' }, async (top) => {
      await mkdir(join(top, 'infra'), { recursive: true });
      const { stdout } = await runCipu(['check', ...args, '-o', format], { cwd: join(top, 'infra'), ...(stdin !== undefined && { stdin }) });
      return stdout;
    });
  }

  it.each([
    ['github', 'file=infra/plan.json,'],
    ['sarif', '"uri": "infra/plan.json"'],
    ['gitlab', '"path": "infra/plan.json"'],
    ['junit', 'file="infra/plan.json"'],
  ])('is named from the root of the repository in %s', async (format, expected) => {
    expect(await reportIn(format, ['--from', 'plan.json', '--require', 'cipu'])).toContain(expected);
  });

  it.each([
    [['--from', '-', '--stdin-name', 'plan.json', '--require', 'cipu'], 'infra/plan.json'],
    [['--from', '-', '--require', 'cipu'], 'stdin'],
    [['g7.large', '--policy', 'p.yaml'], 'infra/p.yaml'],
    [['g7.large', '--require', 'cipu'], 'cipu'],
  ])('stands in SARIF for what %j names: %s', async (args, expected) => {
    expect(await reportIn('sarif', args, plan('ecs.g7.large'))).toContain(`"artifactLocation": {\n                  "uri": "${expected}"`);
  });
});

describe('an input with commands of CI systems in it', () => {
  const hostile = '::add-mask::x ##vso[task.prependpath]/evil ##[group]g ##teamcity[x] \uffff\ufffe';
  const manifest = JSON.stringify({ apiVersion: 'v1', kind: hostile, metadata: { name: 'a' }, spec: { instanceType: '{{ x }}' } });
  const isCommand = /##\w*\[/;

  it.each(allFormats)('gives none in %s, on either stream', async (format) => {
    const { stdout, stderr } = await runCipu(['check', '--from', '-', '--require', 'cipu', '--debug', '-o', format], { stdin: manifest });
    expect(stdout + stderr).not.toMatch(isCommand);
    // Those that the format is made of say where and what, and nothing else.
    const lines = (stdout + stderr).split('\n').filter((line) => /^\s*::/.test(line));
    expect(lines.every((line) => format === 'github' && /^::(?:notice|warning|error) (?:file=|title=)/.test(line))).toBe(true);
  });

  it('gives none where a column is all there is', async () => {
    const { stdout } = await runCipu(['check', '--from', '-', '--require', 'cipu', '--columns', 'address'], { stdin: manifest });
    expect(stdout).toMatch(/^: :add-mask::x # #vso/m);
  });

  it('keeps what JSON and YAML say', async () => {
    const addressIn = async (format: string, read: (text: string) => { readonly targets: readonly { readonly place: { readonly address: string } }[] }) =>
      read((await runCipu(['check', '--from', '-', '--require', 'cipu', '-o', format], { stdin: manifest })).stdout).targets[0]?.place.address;
    expect(await addressIn('json', JSON.parse)).toBe(`${hostile}/a`);
    expect(await addressIn('yaml', parse)).toMatch(/^::add-mask::x .* \\uffff\\ufffe\/a$/);
  });

  it.each([
    ['a file', ['check', '--from', 'x\n::error::pwn ##[x]', '--require', 'cipu', '--debug']],
    ['a flag', ['check', '--foo\u001b[31m\n::error::pwn']],
    ['a command', ['familie\n::error::pwn ##vso[x]']],
    ['a value', ['check', 'g8i', '--unknown', 'x\n::error::pwn']],
  ])('and none comes of the name of %s', async (_what, args) => {
    const { code, stderr } = await runCipu(args);
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/^\s*::/m);
    expect(stderr).not.toMatch(isCommand);
    expect(stderr).not.toContain('\u001b');
  });

  it('and the stack of an error has the message in one line', async () => {
    const { stderr } = await runCipu(['check', '--from', 'x\n::error::pwn', '--require', 'cipu', '--debug']);
    expect(stderr).toMatch(/^UsageError: x\\u000a::error::pwn cannot be read \(ENOENT\)\.\n {4}at /m);
  });

  it('and a suggestion is a hint', async () => {
    expect((await runCipu(['familie'])).stderr).toBe("error: unknown command 'familie'\nhint: did you mean families?\n");
  });
});
