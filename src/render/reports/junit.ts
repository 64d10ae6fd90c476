import { isExcused, type RequirementCheck, type TargetVerdict } from '../../model/policy/outcome.ts';
import { printable } from '../../text.ts';
import { adviceOf, levelOf, missingFrom, placeWords, sentenceOf, targetName } from '../check-words.ts';
import { fileOf } from '../locations.ts';
import { type Group, groupBy } from './group.ts';
import type { Reporter } from './reporter.ts';

/** How a case that does not pass is marked. */
type Mark = 'failure' | 'error' | 'skipped';

interface Case {
  readonly mark: Mark | undefined;
  readonly element: Readonly<Record<string, unknown>>;
}

/**
 * JUnit XML as Jenkins' junit-10.xsd has it: a suite for each input, a case for each target and requirement. What fails
 * is a failure, what is not known an error or, when that may be, skipped; so is what is waived. There are no times:
 * nothing was run.
 */
export const renderJunit: Reporter = async (report, { version }) => {
  const { source, targets } = report;
  const { default: Builder } = await import('fast-xml-builder');
  const builder = new Builder({ ignoreAttributes: false, format: true, suppressEmptyNode: true, suppressBooleanAttributes: false });
  const properties = { property: [attributes({ name: 'cipu', value: version }), attributes({ name: 'catalog', value: `${source.type} ${source.asOf}` })] };
  const suites = groupBy(targets, ({ place }) => place.file).map((verdicts) => toSuite(verdicts, properties));
  const gaps = missingFrom(report).map(toGap);
  if (gaps.length > 0)
    suites.unshift({ ...attributes({ name: 'completeness', ...countMarks(gaps) }), properties, testcase: gaps.map(({ element }) => element) });
  const { skipped: _, ...totals } = countMarks([...gaps, ...targets.flatMap(toCases)]);
  return String(
    builder.build({
      '?xml': attributes({ version: '1.0', encoding: 'UTF-8' }),
      testsuites: { ...attributes({ name: 'cipu check', ...totals }), testsuite: suites },
    }),
  );
};

function toSuite(verdicts: Group<TargetVerdict>, properties: unknown): Readonly<Record<string, unknown>> {
  const [{ place }] = verdicts;
  const cases = verdicts.flatMap(toCases);
  const file = fileOf(place);
  const name = placeWords({ ...place, line: null });
  return { ...attributes({ name, ...countMarks(cases), ...(file !== null && { file }) }), properties, testcase: cases.map(({ element }) => element) };
}

/** Something that is missing from the data: nothing can be said of what it may have held. */
function toGap(gap: string): Case {
  const message = printable(gap);
  return { mark: 'error', element: { ...attributes({ name: message, classname: 'cipu' }), error: { ...attributes({ message }), '#text': xmlText(message) } } };
}

function toCases(verdict: TargetVerdict): Case[] {
  // The class is what test reports group by, Jenkins by the part before its last dot as well: that of a module's
  // resource is the module.
  const classname = verdict.place.address ?? 'cipu';
  const name = targetName(verdict);
  if (verdict.checks.length === 0) return [{ mark: undefined, element: attributes({ name, classname }) }];
  return verdict.checks.map((check) => {
    const mark = markOf(check, verdict);
    const head = attributes({ name: `${name}: ${check.requirement}`, classname });
    return { mark, element: mark === undefined ? head : { ...head, [mark]: detail(check, verdict) } };
  });
}

function markOf(check: RequirementCheck, verdict: TargetVerdict): Mark | undefined {
  if (check.status === 'pass') return undefined;
  if (levelOf(check, verdict) !== 'error') return 'skipped';
  return check.status === 'fail' ? 'failure' : 'error';
}

/** Some readers show the attribute, others the text. */
function detail(check: RequirementCheck, verdict: TargetVerdict): Readonly<Record<string, unknown>> {
  const message = sentenceOf(check, verdict);
  const { column, line } = verdict.place;
  const place = `${placeWords(verdict.place)}${line !== null && column !== null ? `:${column}` : ''}`;
  const lines = [message, isExcused(check) ? '' : adviceOf(verdict), verdict.place.address ?? '', place].filter(Boolean);
  return { ...attributes({ message }), '#text': lines.map(xmlText).join('\n') };
}

function countMarks(cases: readonly Case[]): Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>> {
  const count = (mark: Mark) => cases.filter((one) => one.mark === mark).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}

function attributes(values: Readonly<Record<string, string | number>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [`@_${key}`, xmlText(String(value))]));
}

/**
 * Text without what XML 1.0 forbids: controls are shown escaped, halves of surrogate pairs and two non-characters
 * replaced.
 */
function xmlText(text: string): string {
  return printable(text).replace(/[\p{Surrogate}\ufffe\uffff]/gu, '\ufffd');
}
