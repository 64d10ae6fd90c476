import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { renderJunit } from '../../../src/render/reports/junit.ts';
import { anyReport, checkOf, env, placeIn, report, reportOf, reportWith, verdictOf } from '../../helpers/check-report.ts';
import { hostileTexts } from '../../helpers/list.ts';
import { junitSchema } from '../../helpers/published-schemas.ts';

const errorsOf = async (contents: readonly string[]) => {
  const xml = contents.map((text, i) => ({ fileName: `${i}.xml`, contents: text }));
  return (await validateXML({ xml, schema: junitSchema })).errors.map(({ rawMessage }) => rawMessage);
};

/** Texts, and what they are in XML. */
const escapes = [
  [']]>', ']]&gt;'],
  ['a & b', 'a &amp; b'],
  ['&amp;', '&amp;amp;'],
  ['<b x="1" y=\'2\'>', '&lt;b x=&quot;1&quot; y=&apos;2&apos;&gt;'],
  ['true', 'true'],
  ['\u001b[31m', '\\u001b[31m'],
  ['two\nlines', 'two\\u000alines'],
  ['half\ud800 \uffff', 'half\ufffd \\uffff'],
  ['云 🙂', '云 🙂'],
] as const;
const reportNaming = (text: string) =>
  reportOf([verdictOf('ecs.x', { verdict: 'fail', checks: [checkOf('name', 'fail', text)], place: placeIn(text, 1, text) })]);

describe('the JUnit report', () => {
  it('is as in golden/check-junit.xml', async () => {
    await expect(await renderJunit(report, env)).toMatchFileSnapshot('../../golden/check-junit.xml');
  });

  it('meets the published schema, whatever is in the report', async () => {
    const texts = [...hostileTexts.map(([, text]) => reportWith(text)), ...escapes.map(([text]) => reportNaming(text))];
    const reports = [report, reportOf([]), ...texts, ...fc.sample(anyReport, 75)];
    expect(await errorsOf(await Promise.all(reports.map((of) => renderJunit(of, env))))).toEqual([]);
    expect(await errorsOf(['<testsuites><testcase/></testsuites>']), 'the schema refuses what is wrong').not.toEqual([]);
  });

  it.each(escapes)('escapes %j', async (text, escaped) => {
    const xml = await renderJunit(reportNaming(text), env);
    expect(xml).toContain(`<testsuite name="${escaped}" tests="1" failures="1" errors="0" skipped="0" file="${escaped}">`);
    expect(xml).toContain(
      `<testcase name="ecs.x: name" classname="${escaped}">\n      <failure message="${escaped}">${escaped}\n${escaped}\n${escaped}:1</failure>`,
    );
  });

  it('counts an unknown as an error only where it fails the check', async () => {
    const unknown = (onUnknown: 'fail' | 'warn' | 'pass') =>
      renderJunit(reportOf([verdictOf('ecs.x', { verdict: 'unknown', onUnknown, checks: [checkOf('cipu', 'unknown', 'Who knows.')] })]), env);
    expect(await unknown('fail')).toContain('tests="1" failures="0" errors="1" skipped="0"');
    for (const mode of ['warn', 'pass'] as const) expect(await unknown(mode)).toContain('tests="1" failures="0" errors="0" skipped="1"');
  });
});
