/** The gate end to end: its exit codes and what it says. */
import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formats } from '../../src/render/formats/renderers.ts';
import { reportFormats } from '../../src/render/reports/reports.ts';
import { withDirectory } from '../helpers/directory.ts';
import { credential, environmentOf, smallCloud, withServer } from '../helpers/live.ts';
import { expectError, linesOf, outputOf } from '../helpers/outcome.ts';
import { type RunOptions, root, runCipu } from '../helpers/run.ts';

const fixture = (path: string) => join(root, 'test/fixtures', path);
const check = (args: readonly string[], options?: RunOptions) => runCipu(['check', ...args], options);
const allFormats = [...new Set([...formats, ...reportFormats])];

describe('the exit code', () => {
  it.each([
    [0, ['g8i.xlarge', '--require', 'cipu,erdma']],
    [0, ['--from', fixture('terraform/plan-clean.json'), '--require', 'cipu,erdma']],
    [1, ['g8i.xlarge', 'g7.xlarge', '--require', 'cipu']],
    [1, ['g7ne', 'g7', '--require', 'cipu']],
    [1, ['--from', fixture('terraform/plan-modules.json'), '--require', 'cipu']],
    [1, ['--from', fixture('terraform/plan-unknown.json'), '--require', 'cipu', '--unknown', 'pass']],
    [3, ['g7ne.large', '--require', 'cipu']],
    [3, ['g8i', 'g7ne', '--require', 'cipu', '--unknown', 'fail']],
    [0, ['g8i', 'g7ne', '--require', 'cipu', '--unknown', 'warn']],
    [0, ['g8i', 'g7ne', '--require', 'cipu', '--unknown', 'pass']],
    [3, ['g8i', '--require', 'cipu', '--max-age', '30d']],
    [1, ['g7', '--require', 'cipu', '--max-age', '30d']],
    [0, ['g8i', '--require', 'cipu', '--max-age', '5000w']],
    [3, ['--from', fixture('terraform/plan-errored.json'), '--require', 'vcpus>=1']],
    [0, ['--require', 'cipu', '--allow-empty']],
    [1, ['--require', 'cipu', '--allow-empty', '--fail-empty']],
  ] as const)('is %i for %j, whatever the format', async (code, args) => {
    const codes = await Promise.all(allFormats.map(async (format) => [format, (await check([...args, '-o', format])).code]));
    expect(Object.fromEntries(codes)).toEqual(Object.fromEntries(allFormats.map((format) => [format, code])));
  });
});

describe('what cannot be checked', () => {
  it.each([
    [[], 'There is no requirement to check.', /^--require cipu,erdma or --policy FILE/],
    [['--require', 'cipu'], 'There is nothing to check.', /--from plan\.json/],
    [['g8i', '--require', 'edrma'], '--require: no feature and no metric is called "edrma".', 'did you mean erdma?'],
    [['g8i', '--require', 'vcpus'], '--require: vcpus is a figure and needs a bound.', 'for example vcpus>=8'],
    [['g8x', '--require', 'cipu'], 'No instance family is called ecs.g8x.', /^did you mean ecs\.g8a/],
    [['g99*', '--require', 'cipu'], 'Nothing matches ecs.g99*.', 'cipu families lists the families'],
    [['', '--require', 'cipu'], 'A name cannot be empty.', 'is a variable of the script not set?'],
    [['--from', 'nowhere.json', '--require', 'cipu'], 'nowhere.json cannot be read (ENOENT).', null],
    [['--from', '.', '--require', 'cipu'], '. is not a file.', 'name a file'],
    [['g8i', '--policy', 'nowhere.yaml'], 'nowhere.yaml cannot be read (ENOENT).', null],
    [['--from', '-', '--from', '-', '--require', 'cipu'], 'Standard input can be read once only.', 'name - once'],
    [['g8i', '--require', 'cipu', '--report', 'sarif=missing/out.sarif'], /^missing\/out\.sarif cannot be written/, null],
    [['g8i', '--require', 'cipu', '-o', 'sarif', '--limit', '1'], '--limit has no meaning for -o sarif.', /^it goes with -o table/],
    [['g8i', '--require', 'cipu', '--region', 'cn-hangzhou'], '--region has no meaning for the embedded catalog.', '--live asks the API'],
    [['g8i', '--require', 'cipu', '--in-stock'], 'The embedded catalog has no stock.', /--live/],
  ] as const)('%j is a usage error', async (args, message, hint) => {
    expectError(await check(args), { code: 2, message, hint });
  });

  it.each([
    [
      ['g8i', '--require', 'cipu', '--report', 'sarif'],
      "error: option '--report <format=file>' argument 'sarif' is invalid. It must be FORMAT=FILE, such as sarif=cipu.sarif.",
    ],
    [['g8i', '--require', 'cipu', '--max-age', '90'], "error: option '--max-age <age>' argument '90' is invalid. It must be an age such as 90d, 12h or 8w."],
    [['g8i', '--require', 'cipu', '--report', 'sarf=x'], 'error: The report format "sarf" does not exist.'],
  ])('%j is a usage error of its flag', async (args, message) => {
    const { code, stdout, stderr } = await check(args);
    expect({ code, stdout, first: stderr.split('\n')[0] }).toEqual({ code: 2, stdout: '', first: message });
  });

  it.each([
    ['malformed', '{"format_version": "1.2", "resource_changes": [}', /^Standard input, line 1, column 48: /],
    [
      'cut short',
      '{"format_version": "1.2", "resource_changes": [{"address": "ali',
      /^Standard input, line 1, column 64: the JSON ends before it is complete\.$/,
    ],
    ['binary', 'PK\u0003\u0004\u0000\u0001', /is a packed file/],
    ['binary of another kind', '\u0000\u0001\u0002', /is not text/],
    ['200 levels deep', `{"format_version": "1.2", "x": ${'['.repeat(200)}${']'.repeat(200)}}`, /nests values more than 100 levels deep\.$/],
    ['200 levels of YAML', `apiVersion: v1\nkind: Pod\nx: ${'['.repeat(200)}${']'.repeat(200)}\n`, /nested in more than 100 levels\.$/],
    ['empty', '', /^Standard input is empty\.$/],
    ['of no known form', '{"a": 1}', /^Standard input is JSON of no known form\.$/],
    ['an empty document of cipu', '{"schemaVersion": 1, "kind": "types", "types": []}', /^Standard input names no instance type and no family\.$/],
    ['in part of no known form only', '--- {a: 1}\n--- {b: 2}\n', /^Standard input is YAML of no known form\.$/],
    ['no list', 'this is not a list', /^Standard input, line 1, column 5: No family or type has " " in its name\.$/],
  ])('input that is %s is a usage error', async (_what, stdin, message) => {
    const result = await check(['--from', '-', '--require', 'cipu'], { stdin });
    expectError(result, { code: 2, message, hint: /no hint/.test(result.stderr) ? null : (/^hint: (.*)$/m.exec(result.stderr)?.[1] ?? null) });
  });

  it('is no error when it is a plan that chooses nothing, and says so', async () => {
    const plan = JSON.parse(await readFile(fixture('terraform/plan-clean.json'), 'utf8'));
    for (const change of plan.resource_changes) change.change.actions = ['no-op'];
    const stdin = JSON.stringify(plan);
    const { code, stderr } = await check(['--from', '-', '--require', 'cipu'], { stdin });
    expect(code).toBe(0);
    expect(stderr).toContain('Standard input: It chooses no instance type: there is nothing to check in it.\n');
    expect(stderr).toContain('Standard input: 3 resources that the plan leaves as they are were not checked: --all checks them.\n');
    expect(linesOf(outputOf(await check(['--from', '-', '--require', 'cipu', '--all', '-o', 'names'], { stdin })))).toHaveLength(3);
    const empty = '{"format_version": "1.2", "planned_values": {}, "resource_changes": []}';
    expect((await check(['--from', '-', '--require', 'cipu'], { stdin: empty })).code).toBe(0);
    // It decides nothing for others, and they decide without it.
    expect((await check(['--from', '-', 'g7.large', '--require', 'cipu'], { stdin: empty })).code).toBe(1);
  });
});

describe('reports', () => {
  it('go to files beside the standard output, all of the same verdicts', async () => {
    await withDirectory({}, async (cwd) => {
      const files = { sarif: 'out.sarif', junit: 'out.xml', gitlab: 'out.json', markdown: 'out.md', json: 'targets.json' };
      const reports = Object.entries(files).flatMap(([format, file]) => ['--report', `${format}=${file}`]);
      const result = await check(['--from', fixture('terraform/plan-modules.json'), '--require', 'cipu', '-o', 'github', ...reports], { cwd });
      expect(outputOf(result, 1).match(/^::error/gm)).toHaveLength(2);
      const text = (format: keyof typeof files) => readFile(join(cwd, files[format]), 'utf8');
      expect(JSON.parse(await text('sarif')).runs[0].results.filter(({ level }: { level: string }) => level === 'error')).toHaveLength(2);
      expect((await text('junit')).match(/<failure/g)).toHaveLength(2);
      expect((await text('gitlab')).match(/"check_name"/g)).toHaveLength(2);
      expect(await text('markdown')).toContain('## cipu check failed: 2 fail, 3 pass');
      expect((await text('json')).match(/"verdict": "fail"/g)).toHaveLength(2);
    });
  });

  it('all tell what is missing from the data', async () => {
    for (const format of reportFormats) {
      const { code, stdout } = await check(['--from', fixture('terraform/plan-errored.json'), '--require', 'vcpus>=1', '-o', format]);
      expect({ format, code, told: stdout.includes('The plan ended in an error') }).toEqual({ format, code: 3, told: true });
    }
    const stdin = '{"schemaVersion": 1, "kind": "types", "source": {"complete": false, "gaps": ["cn-x is missing."]}, "types": [{"type": "ecs.g8i.large"}]}';
    const read = await check(['--from', '-', '--require', 'cipu'], { stdin });
    expect({ code: read.code, stderr: read.stderr.includes('warning: Standard input: cn-x is missing.') }).toEqual({ code: 3, stderr: true });
  });

  it('never overwrite each other, nor an input', async () => {
    const home = { 'plan.txt': 'g8i.large\n', 'p.yaml': 'require: [cipu]\n' };
    const args = ['--from', 'plan.txt', '--policy', 'p.yaml', '--report'];
    expectError(await check([...args, 'json=./plan.txt'], { home }), {
      code: 2,
      message: './plan.txt is read as well: it would be overwritten.',
      hint: 'name another file',
    });
    expectError(await check([...args, 'json=p.yaml'], { home }), {
      code: 2,
      message: 'p.yaml is read as well: it would be overwritten.',
      hint: 'name another file',
    });
    expectError(await check([...args, 'json=a', '--report', 'junit=./a'], { home }), {
      code: 2,
      message: './a is named twice: it would be overwritten.',
      hint: 'name another file',
    });
  });

  it.each([
    ['the catalog', ['--source', 's.json'], 's.json'],
    ['the facts', ['--facts', 'facts.yaml'], './facts.yaml'],
    ['the project file', [], 'cipu.config.yaml'],
    ['the project file that is reached by another name', [], '../link/cipu.config.yaml'],
    ['code beside the code that is named', ['--from', 'main.tf'], 'variables.tf'],
  ])('never overwrite %s', async (_, args, file) => {
    const files: Record<string, string> = {
      's.json': '{"schemaVersion":1,"kind":"snapshot","source":{"asOf":"2026-11-25T00:00:00Z","regions":["a"],"complete":true},"families":[],"types":[]}',
      'facts.yaml': 'sources: {}\n',
      'cipu.config.yaml': 'quiet: true\n',
      'main.tf': 'resource "alicloud_instance" "a" {\n  instance_type = var.type\n}\n',
      'variables.tf': 'variable "type" {\n  default = "ecs.g7.large"\n}\n',
    };
    const placed = Object.fromEntries(Object.entries(files).map(([name, text]) => [`work/${name}`, text]));
    await withDirectory(placed, async (directory) => {
      await symlink('work', join(directory, 'link'));
      const cwd = join(directory, 'work');
      const result = await check(['g7.large', '--require', 'cipu', ...args, '--report', `json=${file}`], { cwd });
      expect([result.code, result.stderr]).toEqual([2, expect.stringContaining('is read as well: it would be overwritten.')]);
      for (const [name, text] of Object.entries(files)) expect(await readFile(join(cwd, name), 'utf8')).toBe(text);
    });
  });

  it('leave nothing behind where one of them cannot be written', async () => {
    await withDirectory({}, async (cwd) => {
      const { code } = await check(['g7', '--require', 'cipu', '--report', 'junit=x.xml', '--report', 'sarif=missing/x.sarif'], { cwd });
      expect({ code, left: await readdir(cwd) }).toEqual({ code: 2, left: [] });
    });
  });

  it('can be read back as an input', async () => {
    const stdin = outputOf(await check(['g8i.xlarge', 'g7.xlarge', '--require', 'cipu', '-o', 'json', '--quiet']), 1);
    const names = outputOf(await check(['--from', '-', '--require', 'vcpus=4', '-o', 'names', '--quiet'], { stdin }));
    expect(linesOf(names)).toEqual(['ecs.g7.xlarge', 'ecs.g8i.xlarge']);
  });
});

describe('a policy', () => {
  const policy = (text: string, args: readonly string[], options?: RunOptions) =>
    check([...args, '--policy', 'p.yaml'], { home: { 'p.yaml': text }, ...options });

  it('may let only sources decide, as --evidence does', async () => {
    expect((await policy("require: ['!gpu']\n", ['g8i.large'])).code).toBe(0);
    expect((await policy("require: ['!gpu']\nevidence: documented\n", ['g8i.large'])).code).toBe(3);
    expect((await policy("require: ['!gpu']\nevidence: documented\n", ['g8i.large', '--evidence', 'any'])).code).toBe(0);
    const { code, stdout } = await check(['g8i.large', '--require', '!gpu,erdma', '--evidence', 'documented', '--json']);
    expect(code).toBe(3);
    const [target] = JSON.parse(stdout).targets;
    expect(target.checks).toMatchObject([
      { status: 'unknown', basis: 'none', reason: expect.stringMatching(/inferred from type-table: .* \(from "Overview of instance families", 2026-Q1\)\.$/) },
      { status: 'pass', basis: 'documented', reason: expect.stringMatching(/ \(documented in "Overview of instance families", 2026-Q1\)\.$/) },
    ]);
    const inferred = JSON.parse((await check(['g8i.large', '--require', '!gpu', '--json'])).stdout).targets[0].checks[0];
    expect(inferred).toMatchObject({ status: 'pass', basis: 'inferred', rule: 'type-table' });
  });

  it('is added to by --require, and yields to --unknown', async () => {
    const text = 'require: [cipu]\noverrides: [{targets: [gn*], require: [gpu], unknown: warn}]\n';
    expect((await policy(text, ['g7ne.large'])).code).toBe(3);
    expect((await policy(text, ['g7ne.large', '--unknown', 'pass'])).code).toBe(0);
    expect((await policy(text, ['gn7i'])).code).toBe(0);
    expect((await policy(text, ['gn7i', '--require', 'erdma'])).code).toBe(1);
    expect((await policy(text, ['gn7i', '--require', 'ptp'])).code).toBe(0);
    expect((await policy(text, ['gn7i', '--require', 'ptp', '--unknown', 'fail'])).code).toBe(3);
  });

  it('whose waiver has expired fails, and says so', async () => {
    const text = (day: string) => `require: [cipu]\nwaivers: [{targets: [g7], reason: moves in spring, expires: ${day}}]\n`;
    const valid = await policy(text('2099-12-31'), ['g7.large']);
    expect({ code: valid.code, waived: valid.stdout.includes('waived') }).toEqual({ code: 0, waived: true });
    const expired = await policy(text('2020-12-31'), ['g7.large']);
    expect(expired.code).toBe(1);
    expect(expired.stdout).toMatch(/waiver.*expired.*2020-12-31/);
  });

  it('that demands nothing, or is wrong, is a usage error with line and column', async () => {
    expectError(await policy('unknown: pass\n', ['g8i']), { code: 2, message: 'p.yaml demands nothing.', hint: /--allow-empty/ });
    expect((await policy('unknown: pass\n', ['g8i', '--allow-empty'])).code).toBe(0);
    expectError(await policy('require:\n  - cipu\n  - edrma\n', ['g8i']), {
      code: 2,
      message: 'p.yaml, line 3, column 5: no feature and no metric is called "edrma".',
      hint: 'did you mean erdma?',
    });
  });

  it('can come from the project file, which counts from its own place', async () => {
    const files = {
      'repo/.git/HEAD': '',
      'repo/cipu.config.yaml': 'policy: ci/policy.yaml\n',
      'repo/ci/policy.yaml': 'require: [cipu]\n',
      'repo/deep/er/x.txt': 'g7.large\n',
    };
    await withDirectory(files, async (directory) => {
      const result = await check(['--from', 'x.txt', '-o', 'names', '--quiet'], { cwd: join(directory, 'repo/deep/er') });
      expect(outputOf(result, 1)).toBe('ecs.g7.large\n');
    });
  });
});

describe('--live', () => {
  const env = environmentOf(credential);

  it('asks the API, for regions and stock as well', async () => {
    await withServer(smallCloud('ecs.g8i', 'ecs.c7'), async ({ endpoint }) => {
      const live = { env: { ...env, CIPU_ENDPOINT: endpoint }, home: { 'p.yaml': 'require: [cipu]\nregions: [cn-hangzhou]\n' } };
      const offered = await check(['g8i.large', '--live', '--policy', 'p.yaml', '--json'], live);
      expect(JSON.parse(outputOf(offered)).targets[0].checks.map((one: { requirement: string; status: string }) => [one.requirement, one.status])).toEqual([
        ['cipu', 'pass'],
        ['regions', 'pass'],
      ]);
      const absent = await check(['c8i.large', '--live', '--policy', 'p.yaml'], live);
      expect(absent.code).toBe(1);
      expect(absent.stdout).toContain('ecs.c8i.large is not offered in cn-hangzhou.');
      expect(absent.stderr).toContain('ecs.c8i.large is documented but not offered in cn-hangzhou.');
      const listed = await check(['--from', '-', '--live', '--policy', 'p.yaml'], { ...live, stdin: 'c8i.large\n' });
      expect(listed.stderr).toContain('Not offered in cn-hangzhou, so judged by the documentation: ecs.c8i.large.');
      expect((await check(['c8i.large', '--live', '--require', 'cipu'], live)).code).toBe(0);
      const asked = await check(['c8i.large', 'g8i.large', '--live', '--region', 'cn-hangzhou', '--require', 'cipu'], live);
      expect(asked.code).toBe(1);
      expect(asked.stdout).toMatch(
        /^fail +ecs\.c8i\.large +regions: ecs\.c8i\.large is not offered in cn-hangzhou\.$|^fail +ecs\.c8i\.large +ecs\.c8i\.large is not offered in cn-hangzhou\./m,
      );
      expect(asked.stdout).toMatch(/^pass +ecs\.g8i\.large/m);
      const stocked = await check(['g8i', '--live', '--in-stock', '--require', 'cipu', '--json'], live);
      expect([0, 1, 3]).toContain(stocked.code);
      expect(JSON.parse(stocked.stdout).targets[0].checks.map((one: { requirement: string }) => one.requirement)).toEqual(['cipu', 'inStock']);
    });
  });

  it('ends with the code of the failure, and no verdict, where the API cannot be asked', async () => {
    const refused = await check(['g8i', '--live', '--require', 'cipu'], {
      env: { ...env, CIPU_ENDPOINT: 'http://127.0.0.1:9', ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou' },
    });
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 5, stdout: '' });
  });
});
