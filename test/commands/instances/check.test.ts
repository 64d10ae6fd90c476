/** `cipu instances --check`: the verdicts, exit codes and reports of `cipu check`. */
import { describe, expect, it } from 'vitest';
import { checkFormats } from '../../../src/commands/check/flags.ts';
import { observed, pageOf, runInstances } from '../../helpers/fake-fleet.ts';

const good = observed('i-good', 'ecs.g8i.xlarge', { name: 'web' });
const bad = observed('i-bad', 'ecs.g7.large', { name: 'database', profile: 'prod' });
const open = observed('i-open', 'ecs.novel.large');
const check = (args: readonly string[], ...instances: (typeof good)[]) => runInstances(['--check', ...args], [pageOf(instances)]);
const require = ['--require', 'cipu'];

describe.each([...checkFormats])('-o %s', (format) => {
  it.each([
    [[good], [], 0],
    [[bad, good], [], 1],
    [[open, good], [], 3],
    [[open, bad], [], 1],
    [[open], ['--unknown', 'warn'], 0],
    [[open], ['--unknown', 'pass'], 0],
    [[bad], ['--unknown', 'pass'], 1],
    [[], ['--allow-empty'], 0],
    [[], ['--fail-empty'], 1],
  ])('%# has the exit code of the verdicts', async (instances, flags, code) => {
    const run = await check([...require, ...flags, '-o', format], ...instances);
    expect(run.code).toBe(code);
    if (instances.length > 0) expect(run.out).not.toBe('');
  });
});

describe('a report', () => {
  it('names instances by id, name, region and profile, and never the command line', async () => {
    const { targets, summary } = JSON.parse((await check([...require, '-o', 'json'], good, bad)).out);
    expect(targets.map(({ target, verdict, place }: { target: string; verdict: string; place: object }) => ({ target, verdict, place }))).toEqual([
      { target: 'ecs.g7.large', verdict: 'fail', place: { file: null, line: null, column: null, address: 'i-bad (database, cn-hangzhou, prod)' } },
      { target: 'ecs.g8i.xlarge', verdict: 'pass', place: { file: null, line: null, column: null, address: 'i-good (web, cn-hangzhou)' } },
    ]);
    expect(summary).toMatchObject({ targets: 2, pass: 1, fail: 1 });
    for (const format of checkFormats.filter((one) => one !== 'names')) {
      const { out } = await check([...require, '-o', format], good, bad);
      expect(out).toContain('i-bad');
      expect(out).not.toContain('command line');
    }
  });

  it('goes to files, too', async () => {
    const { written } = await check([...require, '--report', 'sarif=a.sarif', '--report', 'junit=b.xml'], bad);
    expect(JSON.parse(written['a.sarif'] ?? '').runs[0].results[0].locations[0].logicalLocations[0].fullyQualifiedName).toContain('i-bad');
    expect(written['b.xml']).toContain('classname="i-bad (database, cn-hangzhou, prod)"');
  });

  it('says on stderr how it came out, and by what', async () => {
    const { err } = await check(require, good, bad, open);
    expect(err).toContain('3 targets: 1 pass, 1 fail, 1 unknown.\nJudged by the ECS API');
  });
});

describe('a policy', () => {
  const run = (policy: string, ...args: string[]) =>
    runInstances(['--check', '--policy', 'p.yaml', ...args], [pageOf([good, bad])], { files: { 'p.yaml': policy } });
  const waiver = (address: string) => `require: [cipu]\nwaivers:\n  - { addresses: ['${address}'], reason: moving, expires: 2026-12-31 }\n`;

  it.each([
    ['i-bad *', 0],
    ['i-ba *', 1],
    ['i-good *', 1],
    ['*(database,*', 0],
    ['*', 0],
  ])('waives the address %s', async (address, code) => expect((await run(waiver(address))).code).toBe(code));

  it('cannot be waived by a name that looks like the id of another instance', async () => {
    const liar = { ...bad, name: 'i-good (web' };
    expect((await runInstances(['--check', '--policy', 'p'], [pageOf([liar])], { files: { p: waiver('i-good *') } })).code).toBe(1);
  });

  it('is applied to what passes the filters only', async () => {
    expect((await run('require: [cipu]\n', '--cipu', 'yes')).code).toBe(0);
    expect((await run('require: [cipu]\n', '--type', 'g7')).code).toBe(1);
  });

  it('may accept only what is documented', async () => {
    const strict = async (...args: string[]) => (await check(['--require', '!gpu', ...args], bad)).code;
    expect([await strict(), await strict('--evidence', 'documented')]).toEqual([0, 3]);
    expect((await run('require: ["!gpu"]\nevidence: documented\n')).code).toBe(3);
    expect((await runInstances(['--evidence', 'documented'], [pageOf([good])])).err).toContain('--evidence is for a check.');
  });

  it('has deny lists', async () => expect((await run("deny: ['ecs.g7']\n")).code).toBe(1));

  it('finds nothing to check where nothing matches, which is no success', async () => {
    expect(await check(require)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('No instances match, so there is nothing to check.') });
  });
});
