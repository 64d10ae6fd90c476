import type { TargetVerdict } from '../../model/policy/outcome.ts';
import { printable } from '../../text.ts';
import { adviceOf, headline, type Level, levelOf, missingFrom, sentenceOf, targetName, unmetChecks, verdictWord } from '../check-words.ts';
import { fileOf } from '../locations.ts';
import type { Reporter } from './reporter.ts';

/** The commands by level, the weightiest first. */
const commands = { error: 'error', warning: 'warning', note: 'notice' } as const satisfies Record<Level, string>;

/**
 * Workflow commands of GitHub Actions: one annotation for each thing that is missing from the data and each target that
 * does not pass or is waived, in the order of the report. GitHub shows ten of each level a step, so the outcome comes
 * first: after ten waivers it would not be seen.
 */
export const renderGithub: Reporter = (report, { exitCode }) => {
  const outcome = command('notice', { title: 'cipu check' }, headline(report, exitCode));
  const gaps = missingFrom(report).map((gap) => command('error', { title: 'cipu check' }, `Incomplete: ${printable(gap)}`));
  const lines = report.targets.filter((verdict) => unmetChecks(verdict).length > 0).map(annotate);
  return `${[outcome, ...gaps, ...lines].join('\n')}\n`;
};

function annotate(verdict: TargetVerdict): string {
  const checks = unmetChecks(verdict);
  const levels = checks.map((check) => levelOf(check, verdict));
  const level = (Object.keys(commands) as Level[]).find((one) => levels.includes(one)) ?? 'note';
  const { place } = verdict;
  const file = fileOf(place);
  const message = [place.address, ...checks.map((check) => sentenceOf(check, verdict)), adviceOf(verdict)]
    .filter(Boolean)
    .map((line) => printable(String(line)));
  const position = file === null ? {} : { file, line: place.line, col: place.line === null ? null : place.column };
  return command(commands[level], { ...position, title: `cipu ${verdictWord(verdict)}: ${targetName(verdict)}` }, message.join('\n'));
}

function command(name: string, properties: Readonly<Record<string, string | number | null>>, message: string): string {
  const set = Object.entries(properties).flatMap(([key, value]) => (value === null ? [] : [`${key}=${escapeProperty(printable(String(value)))}`]));
  return `::${name} ${set.join(',')}::${escapeData(message)}`;
}

const escapeData = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string) => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
