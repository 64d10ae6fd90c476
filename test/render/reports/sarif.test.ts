import fc from 'fast-check';
import type { Log, Result, Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { CheckReport, TargetVerdict } from '../../../src/model/policy/outcome.ts';
import { renderSarif } from '../../../src/render/reports/sarif.ts';
import { anyReport, checkOf, env, placeIn, report, reportOf, verdictOf } from '../../helpers/check-report.ts';
import { publishedSchema } from '../../helpers/published-schemas.ts';

const runOf = async (of: CheckReport): Promise<Run> => {
  const log: Log = JSON.parse(await renderSarif(of, env));
  const [run] = log.runs;
  if (!run) throw new Error('no run');
  return run;
};
const resultOf = async (rest: Partial<TargetVerdict>, policy: string | null = null): Promise<Result> => {
  const verdict = verdictOf('ecs.x', { verdict: 'fail', checks: [checkOf('cipu', 'fail', 'No.')], ...rest });
  const [result] = (await runOf(reportOf([verdict], { policy }))).results ?? [];
  if (!result) throw new Error('no result');
  return result;
};

describe('the SARIF report', () => {
  it('is as in golden/check.sarif', async () => {
    await expect(await renderSarif(report, env)).toMatchFileSnapshot('../../golden/check.sarif');
  });

  it('meets the published schema, whatever is in the report', async () => {
    const validate = publishedSchema('sarif-2.1.0-rtm.5.json');
    for (const of of [report, reportOf([]), ...fc.sample(anyReport, 75)]) {
      validate(JSON.parse(await renderSarif(of, env)));
      expect(validate.errors).toBeNull();
    }
    expect(validate({ version: '2.1.0', runs: [{}] }), 'the schema refuses what is wrong').toBe(false);
  });

  it('has a rule for each requirement, with what GitHub demands of it', async () => {
    const rules = (await runOf(report)).tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(['cipu', 'vcpus>=8', 'nvme', 'name', 'erdma']);
    for (const { shortDescription, fullDescription, help } of rules) {
      expect([shortDescription?.text, fullDescription?.text, help?.text].every((text) => text && text.length <= 1024)).toBe(true);
    }
  });

  it.each([
    ['plan.json', 'plan.json'],
    ['./infra/a b.json', 'infra/a%20b.json'],
    ['../up/plan.json', '../up/plan.json'],
    ['/srv/100%/plan.json', 'file:///srv/100%25/plan.json'],
    ['C:\\plans\\a b.json', 'file:///C:/plans/a%20b.json'],
    ['基础.json', '%E5%9F%BA%E7%A1%80.json'],
    ['a:b?c#d.json', 'a%3Ab%3Fc%23d.json'],
    ['two\nlines\u001b.json', 'two%0Alines%1B.json'],
    ['half\ud800.json', 'half%EF%BF%BD.json'],
  ])('names the file %j by the URI %s', async (file, uri) => {
    const { locations } = await resultOf({ place: placeIn(file, 3, null, 4) });
    expect(locations).toEqual([{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 3, startColumn: 4 } } }]);
  });

  it('shows what no file names at the policy or, without one, elsewhere; GitHub takes no result without a file', async () => {
    const logicalLocations = [{ fullyQualifiedName: 'a', kind: 'resource' }];
    const shownIn = (uri: string, region?: object) => ({ physicalLocation: { artifactLocation: { uri }, ...(region && { region }) } });
    expect((await resultOf({}, './cipu.yaml')).locations).toEqual([shownIn('cipu.yaml')]);
    expect((await resultOf({})).locations).toEqual([shownIn('cipu')]);
    expect((await resultOf({ place: placeIn('-', 3, 'a') }, 'cipu.yaml')).locations).toEqual([{ ...shownIn('stdin', { startLine: 3 }), logicalLocations }]);
  });

  it('suppresses what a waiver excuses, and says of all others that nothing does', async () => {
    const results = (await runOf(report)).results ?? [];
    const suppression = { kind: 'external', status: 'accepted', justification: 'moving in Q3', properties: { expires: '2026-12-31' } };
    expect(results.map(({ level, suppressions }) => [level, suppressions])).toEqual([
      ['error', []],
      ['note', [suppression]],
      ['error', []],
      ['error', []],
      ['warning', []],
      ['note', []],
      ['note', [suppression]],
    ]);
  });

  it('lets no link and no placeholder start in a message', async () => {
    const { message } = await resultOf({ place: placeIn('a', 1, 'x["{0}"][a](http://b)') });
    expect(message.text).toBe('x["{{0}}"][a\\](http://b): ecs.x does not meet cipu: No.');
  });

  it('says that the catalog is incomplete, and of when it is', async () => {
    const source = { type: 'live', asOf: '2026-02-03T04:05:06Z', regions: ['cn-hangzhou'], complete: false, gaps: ['cn-beijing did not answer.'] } as const;
    const { invocations, properties } = await runOf(reportOf([], { source, policy: null }));
    expect(invocations).toEqual([
      {
        executionSuccessful: true,
        exitCode: 1,
        toolExecutionNotifications: [{ level: 'warning', message: { text: 'cn-beijing did not answer.' } }],
      },
    ]);
    expect(properties).toEqual({ catalog: source, policy: null });
  });
});
