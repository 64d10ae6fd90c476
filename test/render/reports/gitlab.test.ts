import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../src/model/policy/outcome.ts';
import { renderGitlab } from '../../../src/render/reports/gitlab.ts';
import { anyReport, checkOf, env, placeIn, report, reportOf, verdictOf } from '../../helpers/check-report.ts';
import { publishedSchema } from '../../helpers/published-schemas.ts';

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const issuesOf = async (of: CheckReport): Promise<Issue[]> => JSON.parse(await renderGitlab(of, env));
const failing = (file: string | null, line: number | null, address: string | null = 'a') =>
  verdictOf('ecs.x', { verdict: 'fail', checks: [checkOf('cipu', 'fail', 'No.')], place: { file, line, column: null, address } });

describe('the GitLab report', () => {
  it('is as in golden/check-gitlab.json', async () => {
    await expect(await renderGitlab(report, env)).toMatchFileSnapshot('../../golden/check-gitlab.json');
  });

  it('meets the published schema and the documented list of fields, whatever is in the report', async () => {
    const validate = publishedSchema('codeclimate.json');
    const issues = (await Promise.all([report, ...fc.sample(anyReport, 75)].map(issuesOf))).flat();
    expect(issues.length).toBeGreaterThan(0);
    expect(issues.filter((issue) => !validate(issue))).toEqual([]);
    expect(new Set(issues.map((issue) => Object.keys(issue).join(' ')))).toEqual(new Set(['description check_name fingerprint severity location']));
    expect(issues.filter(({ severity }) => !['info', 'minor', 'major', 'critical', 'blocker'].includes(severity))).toEqual([]);
    expect(issues.filter(({ fingerprint }) => !/^[0-9a-f]{16}$/.test(fingerprint))).toEqual([]);
    expect(issues.filter(({ location }) => location.path === '' || !(location.lines.begin > 0))).toEqual([]);
    expect(validate({ description: 'x' }), 'the schema refuses what is wrong').toBe(false);
  });

  it('keeps the fingerprints when lines shift, and has another for every occurrence', async () => {
    const fingerprints = async (...targets: CheckReport['targets']) => (await issuesOf(reportOf(targets))).map(({ fingerprint }) => fingerprint);
    const [first, second, elsewhere] = await fingerprints(failing('a', 1), failing('a', 2), failing('b', 1));
    expect(new Set([first, second, elsewhere]).size).toBe(3);
    expect(await fingerprints(failing('b', 7), failing('./a', 8), failing('a', 9))).toEqual([elsewhere, first, second]);
  });

  it.each([
    ['./plan.json', 'cipu.yaml', { path: 'plan.json', lines: { begin: 4 } }],
    [null, './cipu.yaml', { path: 'cipu.yaml', lines: { begin: 1 } }],
    ['-', 'cipu.yaml', { path: 'cipu.yaml', lines: { begin: 1 } }],
    ['-', null, { path: 'cipu', lines: { begin: 1 } }],
  ])('shows what is named in %j under the policy %j at %j', async (file, policy, location) => {
    expect((await issuesOf(reportOf([failing(file, 4)], { policy })))[0]?.location).toEqual(location);
    expect((await issuesOf(reportOf([failing(file, null)], { policy })))[0]?.location.lines).toEqual({ begin: 1 });
  });

  it('keeps the path of a file as it is', async () => {
    const path = '基础 | "a"\n\u001b.json';
    expect((await issuesOf(reportOf([verdictOf('ecs.x', { ...failing(null, 1), place: placeIn(path, 1) })])))[0]?.location.path).toBe(path);
  });
});
