/** The recipes of the help pages and of the README, and the action, run as a CI system would run them. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type RunResult, root, runProcess } from './helpers/run.ts';

const pages = ['README.md', 'src/help/policy.md', 'src/help/recipes.md'];
const texts = await Promise.all(pages.map((page) => readFile(join(root, page), 'utf8')));
const fixture = (path: string) => readFile(join(root, 'test/fixtures', path), 'utf8');

/** The texts of the code blocks that begin with a comment. */
const blocks = (comment: string): string[] => {
  const start = new RegExp(`\`\`\`\\w*\\n(?:#|//) ${comment.replaceAll('.', '\\.')}\\n([\\s\\S]*?)\`\`\``, 'g');
  return [...texts.join('\n').matchAll(start)].map(([, text = '']) => text);
};

/** The text of the one code block that begins with a comment. */
function block(comment: string): string {
  const [found, ...more] = blocks(comment);
  if (found === undefined || more.length > 0) throw new Error(`There are ${more.length + 1} blocks ${comment}.`);
  return found;
}

/** Runs a script where `cipu` and a stand-in for `terraform` are on the path, beside a plan and the policy of its page. */
async function runRecipe(
  script: string,
  plan: string,
  { env = {}, home = {} }: { env?: Record<string, string>; home?: Record<string, string> } = {},
): Promise<RunResult> {
  const cipu = `#!/bin/sh\nexec ${process.execPath} ${join(root, 'bin/cipu.js')} "$@"\n`;
  const files = {
    'bin/cipu': cipu,
    'temporary/cipu/node_modules/.bin/cipu': cipu,
    // Writes a plan file that only it can read, as terraform does.
    'bin/terraform': '#!/bin/sh\ncase "$1" in plan) echo binary >plan.out ;; show) cat the-plan.json ;; *) exit 9 ;; esac\n',
    'the-plan.json': await fixture(`terraform/${plan}.json`),
    'plan.json': await fixture(`terraform/${plan}.json`),
    'cipu.policy.yaml': block('cipu.policy.yaml'),
    ...home,
  };
  return runProcess('bash', ['-c', `chmod +x bin/* temporary/cipu/node_modules/.bin/*; export PATH="$PWD/bin:$PATH"\n${script}`], { env, home: files });
}

const plans = [
  ['plan-clean', 0],
  ['plan-modules', 1],
] as const;

describe.concurrent.each(plans)('with %s, which ends with %i,', (plan, code) => {
  it('the action annotates, summarises and writes SARIF', async () => {
    const action = parse(await readFile(join(root, '.github/actions/check/action.yml'), 'utf8'));
    const step = action.runs.steps.find(({ name }: { name: string }) => name === 'Check');
    const inputs: Record<string, string> = { from: 'plan.json', policy: 'cipu.policy.yaml', sarif: 'cipu.sarif', arguments: '--unknown fail --quiet' };
    const env = Object.fromEntries(
      Object.entries(step.env as Record<string, string>).map(([name, expression]) => [name, inputs[/inputs\.([\w-]+)/.exec(expression)?.[1] ?? ''] ?? '']),
    );
    const paths = { RUNNER_TEMP: 'temporary', GITHUB_STEP_SUMMARY: 'summary.md' };
    const result = await runRecipe(`(set -eo pipefail\n${step.run})\necho "exit $?"; head -c 20 summary.md; grep -c '"ruleId"' cipu.sarif`, plan, {
      env: { ...env, ...paths },
    });
    expect(result.stdout).toContain(`exit ${code}\n`);
    expect(/^::error file=plan\.json,line=\d+/m.test(result.stdout)).toBe(code === 1);
    expect(result.stdout).toMatch(/^#/m);
  });

  it('the action leaves the project file aside, which a pull request may change, unless it is told', async () => {
    const action = parse(await readFile(join(root, '.github/actions/check/action.yml'), 'utf8'));
    const step = action.runs.steps.find(({ name }: { name: string }) => name === 'Check');
    const env = { FROM: 'plan.json', REQUIRE: 'cipu', RUNNER_TEMP: 'temporary' };
    const waiver = "waivers: [{targets: ['*'], reason: x, expires: 2099-01-01}]\n";
    const home = { 'cipu.config.yaml': 'policy: w.yaml\n', 'w.yaml': `require: [cipu]\n${waiver}` };
    const codeOf = async (projectFile: string) =>
      (await runRecipe(`(set -eo pipefail\n${step.run}) >/dev/null; echo "exit $?"`, plan, { env: { ...env, PROJECT_FILE: projectFile }, home })).stdout;
    expect(await codeOf('false')).toBe(`exit ${code}\n`);
    expect(await codeOf('true')).toBe('exit 0\n');
  });

  it.each(blocks('.github/workflows/plan.yaml'))('the workflow names an action and inputs that exist: %#', async (text) => {
    const workflow = parse(text);
    const step = workflow.jobs.plan.steps.find(({ uses }: { uses?: string }) => uses?.includes('/cipu/'));
    expect(step.uses).toContain('/.github/actions/check@');
    const action = parse(await readFile(join(root, '.github/actions/check/action.yml'), 'utf8'));
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
    const terraform = workflow.jobs.plan.steps.find(({ run }: { run?: string }) => run?.includes('terraform')).run;
    const result = await runRecipe(`rm plan.json; ${terraform}\ncmp plan.json the-plan.json && echo same`, plan);
    expect(result.stdout).toBe('same\n');
  });

  it('the GitLab job ends with the code, and leaves its reports', async () => {
    const { cipu } = parse(block('.gitlab-ci.yml'));
    const reports = Object.values(cipu.artifacts.reports as Record<string, string>);
    const result = await runRecipe(`(${cipu.script.join('\n')}) >/dev/null 2>&1; echo "exit $?"; ls ${reports.join(' ')}`, plan);
    expect(result.stdout.trim().split('\n')).toEqual([`exit ${code}`, ...reports.sort()]);
  });

  it('the Jenkins stage ends with the code, and leaves the report that it publishes', async () => {
    const pipeline = block('Jenkinsfile');
    const steps = [...pipeline.matchAll(/sh '(.*)'/g)].map(([, command = '']) => command);
    const report = /junit '(.*)'/.exec(pipeline)?.[1];
    const result = await runRecipe(`(set -e\n${steps.join('\n')}) >/dev/null 2>&1; echo "exit $?"; ls ${report}`, plan);
    expect(result.stdout.trim().split('\n')).toEqual([`exit ${code}`, report]);
  });

  it('the shell script ends with the code', async () => {
    const result = await runRecipe(`bash -c "$SCRIPT" >/dev/null; echo "exit $?"`, plan, { env: { SCRIPT: block('check-plan.sh') } });
    expect(result.stdout).toBe(`exit ${code}\n`);
  });
});

it('the action installs the package of its release, or the one that it is given', async () => {
  const action = parse(await readFile(join(root, '.github/actions/check/action.yml'), 'utf8'));
  const step = action.runs.steps.find(({ name }: { name: string }) => name === 'Install cipu');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const home = { 'bin/npm': '#!/bin/sh\necho "$@"\n' };
  const env = { GITHUB_ACTION_PATH: join(root, '.github/actions/check'), RUNNER_TEMP: '/tmp/x', RELEASES: 'https://example.com/download' };
  const installed = async (given: string) => (await runRecipe(`set -eo pipefail\n${step.run}`, 'plan-clean', { env: { ...env, PACKAGE: given }, home })).stdout;
  expect(await installed('')).toMatch(new RegExp(`^install .*--ignore-scripts .* https://example.com/download/v${version}/cipu-${version}.tgz\n$`));
  expect(await installed('./cipu.tgz')).toMatch(/ \.\/cipu\.tgz\n$/);
});

it('the pre-commit hook checks every file that it is given', async () => {
  const [hook] = parse(await readFile(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
  const [used] = parse(block('.pre-commit-config.yaml')).repos[0].hooks;
  expect(used.id).toBe(hook.id);
  const manifest = (type: string) => `apiVersion: v1\nkind: Pod\nspec: {nodeSelector: {node.kubernetes.io/instance-type: ${type}}}\n`;
  const home = { 'k8s/good.yaml': manifest('ecs.g8i.large'), 'k8s/bad.yaml': manifest('ecs.g7.large') };
  const run = `${hook.entry} ${used.args.join(' ')}`;
  const result = await runRecipe(`${run} k8s/good.yaml >/dev/null; echo $?; ${run} k8s/good.yaml k8s/bad.yaml >/dev/null; echo $?`, 'plan-clean', { home });
  expect(result.stdout).toBe('0\n1\n');
  expect(['k8s/good.yaml', 'ros/web.yml', 'infra/a/main.tf', 'src/k8s.ts'].map((file) => new RegExp(used.files).test(file))).toEqual([true, true, true, false]);
  expect(['main.tf', 'a/main.tf.json', 'main.tofu', 'main.tfvars'].map((file) => new RegExp(hook.files).test(file))).toEqual([true, true, true, false]);
});

describe.each([
  ['ecs.g8i.large', 0],
  ['ecs.g7.large', 1],
])('with inputs that choose %s', (type, code) => {
  it(`each line of the recipe ends with ${code}`, async () => {
    const plan = JSON.stringify({
      format_version: '1.2',
      resource_changes: [
        {
          address: 'a',
          mode: 'managed',
          type: 'alicloud_instance',
          name: 'a',
          change: { actions: ['create'], after: { instance_type: type }, after_unknown: {} },
        },
      ],
    });
    const preview = {
      steps: [{ op: 'create', urn: 'u', newState: { urn: 'u', type: 'alicloud:ecs/instance:Instance', inputs: { instanceType: type } } }],
    };
    const tool = (output: string) => `#!/bin/sh\ncat <<'END'\n${output}\nEND\n`;
    const home = {
      'bin/terragrunt': tool(`${plan}\n${plan}`),
      'bin/pulumi': tool(JSON.stringify(preview)),
      'bin/helm': tool(`---\n# Source: web\napiVersion: v1\nkind: Pod\nspec: {nodeSelector: {node.kubernetes.io/instance-type: ${type}}}`),
      'main.tf': 'resource "alicloud_instance" "a" {\n  instance_type = var.type\n}\n',
      'variables.tf': 'variable "type" {}\n',
      'prod.tfvars': `type = "${type}"\n`,
      'ros.yaml':
        'ROSTemplateFormatVersion: "2015-09-01"\nParameters: {T: {Type: String}}\nResources: {A: {Type: ALIYUN::ECS::Instance, Properties: {InstanceType: {Ref: T}}}}\n',
      'ros.prod.yaml': `T: ${type}\n`,
      'site.yml': `- hosts: all\n  tasks: [{name: run, ali_instance: {instance_type: ${type}}}]\n`,
      'image.pkr.hcl': `source "alicloud-ecs" "a" {\n  instance_type = "${type}"\n}\n`,
    };
    const lines = block('inputs.sh').trim().split('\n');
    const script = lines.map((line) => `(${line.replace(/ # .*$/, '')}) >/dev/null 2>&1; echo $?`).join('\n');
    expect((await runRecipe(script, 'plan-clean', { home })).stdout.trim().split('\n')).toEqual(lines.map(() => String(code)));
  });
});
