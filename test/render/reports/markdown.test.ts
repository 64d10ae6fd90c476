import { describe, expect, it } from 'vitest';
import { renderMarkdownReport } from '../../../src/render/reports/markdown.ts';
import { checkOf, env, placeIn, report, reportOf, verdictOf } from '../../helpers/check-report.ts';

describe('the Markdown report', () => {
  it('is the outcome, what does not pass, and folded up what does', async () => {
    await expect(await renderMarkdownReport(report, env)).toMatchFileSnapshot('../../golden/check.md');
  });

  it.each([
    [0, 'passed'],
    [1, 'failed'],
    [3, 'could not decide'],
  ])('has the outcome of exit code %i in its heading: %s', async (exitCode, words) => {
    const passing = reportOf([verdictOf('ecs.g8i', { checks: [checkOf('cipu', 'pass', 'Yes.')] })], { policy: null });
    expect(await renderMarkdownReport(passing, { version: '1.2.3', exitCode, elsewhere: 'cipu' })).toBe(
      [
        `## cipu check ${words}: 1 pass`,
        '',
        '<details>',
        '<summary>1 target passes</summary>',
        '',
        '| Target | Where | Meets |',
        '| --- | --- | --- |',
        '| ecs.g8i | command line | cipu |',
        '',
        '</details>',
        '',
        'Judged by the embedded catalog, as of 2026-Q1. cipu 1.2.3.',
        '',
      ].join('\n'),
    );
  });

  it('says what the catalog lacks', async () => {
    const source = { type: 'live', asOf: '2026-02-03T04:05:06Z', regions: ['cn-hangzhou'], complete: false, gaps: ['cn-beijing did not answer.'] } as const;
    expect(await renderMarkdownReport(reportOf([], { source }), env)).toBe(
      '## cipu check failed: no targets\n\nJudged by the live catalog, cn-hangzhou, as of 2026-02-03T04:05:06Z, which is incomplete. cn-beijing did not answer. Policy: cipu.policy.yaml. cipu 1.2.3.\n',
    );
  });

  it.each([
    ['a|b', 'a\\|b'],
    ['\\|', '\\\\\\|'],
    ['</details>', '\\</details\\>'],
    ['<!--', '\\<!--'],
    ['@team', '&#64;&#8203;team'],
    ['#12', '&#35;&#8203;12'],
    ['&commat;team', '\\&commat;team'],
    ['[a](http://b)', '\\[a\\](http&#58;//b)'],
    ['`x` *y* _z_', '\\`x\\` \\*y\\* \\_z\\_'],
    ['two\nlines', 'two\\\\u000alines'],
    ['云', '云'],
  ])('shows %j as it is: %s', async (text, escaped) => {
    const verdict = verdictOf('ecs.x', { verdict: 'fail', checks: [checkOf('cipu', 'fail', text)], place: placeIn('a', 1, text) });
    expect(await renderMarkdownReport(reportOf([verdict]), env)).toContain(`| fail | a:1 | ${escaped} | ecs.x | cipu | ${escaped} |\n`);
  });
});
