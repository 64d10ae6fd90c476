import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../src/model/policy/outcome.ts';
import { isReportFormat, reporters, reportFormats } from '../../../src/render/reports/reports.ts';
import { anyReport, env, report, reportOf, reportWith, verdictOf } from '../../helpers/check-report.ts';
import { hostileTexts, unsafe } from '../../helpers/list.ts';

const render = async (format: (typeof reportFormats)[number], of: CheckReport = report) => reporters[format](of, env);

describe('reporters', () => {
  it('are there for every format, and no other', () => {
    expect(Object.keys(reporters)).toEqual([...reportFormats]);
    expect(reportFormats).toEqual(['github', 'sarif', 'junit', 'gitlab', 'markdown']);
    expect(['sarif', 'table', 'json', 'toString'].map(isReportFormat)).toEqual([true, false, false, false]);
  });

  it.each(reportFormats)('%s ends in one newline and is the same every time', async (format) => {
    const first = await render(format);
    expect(first).toMatch(/[^\n]\n$/);
    expect(await render(format)).toBe(first);
  });

  it.each(reportFormats)('%s copes with a report of nothing', async (format) => {
    expect(await render(format, reportOf([]))).toMatch(/[^\n]\n$/);
  });

  it.each(reportFormats.flatMap((format) => hostileTexts.map(([what, text]) => [format, what, text] as const)))(
    '%s shows no raw %s',
    async (format, _, text) => {
      const shown = await render(format, reportWith(text));
      expect(shown).not.toMatch(unsafe);
      expect(shown.split('\n').length).toBe((await render(format, reportWith('plain'))).split('\n').length);
    },
  );
});

describe('reports on anything', () => {
  const check = (assert: (of: CheckReport) => Promise<void>) => fc.assert(fc.asyncProperty(anyReport, assert), { numRuns: 60 });

  it('hold no control characters', () =>
    check(async (of) => {
      for (const format of reportFormats) expect(await render(format, of)).not.toMatch(unsafe);
    }));

  it('have one annotation a line in GitHub format', () =>
    check(async (of) => {
      const lines = (await render('github', of)).trimEnd().split('\n');
      const unmet = of.targets.filter(({ checks }) => checks.some(({ status }) => status !== 'pass'));
      expect(lines.length).toBe(1 + new Set(of.source.gaps).size + unmet.length);
      for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) (file=[^:,]+,(line=\d+,(col=\d+,)?)?)?title=[^:,]+::./);
    }));

  it('are JSON in SARIF and GitLab format, with a result for each check that is not met', () =>
    check(async (of) => {
      const unmet = of.targets.flatMap(({ checks }) => checks.filter(({ status }) => status !== 'pass')).length;
      expect(JSON.parse(await render('sarif', of)).runs[0].results.length).toBe(unmet);
      const issues: { fingerprint: string }[] = JSON.parse(await render('gitlab', of));
      const expected = unmet + new Set(of.source.gaps).size;
      expect(issues.length).toBe(expected);
      expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(expected);
    }));

  it('have rows of equal length in Markdown', () =>
    check(async (of) => {
      const rows = (await render('markdown', of)).split('\n').filter((line) => line.startsWith('|'));
      const cells = (row: string) => row.split(/(?<!\\)(?:\\\\)*\|/).length;
      let width = 0;
      for (const [i, row] of rows.entries()) {
        if (rows[i + 1]?.startsWith('| ---')) width = cells(row);
        expect(cells(row)).toBe(width);
      }
    }));
});

it('a target of which nothing is required is in no report but JUnit', async () => {
  const nothing = reportOf([verdictOf('ecs.g8i.large')]);
  expect(await render('github', nothing)).toBe('::notice title=cipu check::cipu check failed: 1 pass\n');
  expect(JSON.parse(await render('gitlab', nothing))).toEqual([]);
  expect(await render('junit', nothing)).toContain('<testcase name="ecs.g8i.large" classname="cipu"/>');
});
