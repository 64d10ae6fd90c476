import { type CheckReport, isExcused, type TargetVerdict } from '../../model/policy/outcome.ts';
import { briefOf, headline, placeWords, reasonOf, targetName, unmetChecks } from '../check-words.ts';
import { escapeComment, markdownTable } from '../formats/markdown.ts';
import { groupBy } from './group.ts';
import type { Reporter } from './reporter.ts';

/** A report for a comment on a pull request: the outcome, what does not pass, and folded up what does. */
export const renderMarkdownReport: Reporter = (report, { version, exitCode }) => {
  const open = report.targets.filter(({ verdict }) => verdict !== 'pass');
  const passing = report.targets.filter(({ verdict }) => verdict === 'pass');
  const parts = [`## ${headline(report, exitCode)}\n`, problemTable(open), passingTable(passing), `${footer(report, version)}\n`];
  return parts.filter(Boolean).join('\n');
};

function problemTable(verdicts: readonly TargetVerdict[]): string {
  const rows = verdicts.flatMap((verdict) =>
    unmetChecks(verdict).map((check) => [
      isExcused(check) ? 'waived' : check.status,
      placeWords(verdict.place),
      verdict.place.address ?? '',
      targetName(verdict),
      check.requirement,
      reasonOf(check),
      verdict.closest ?? '',
    ]),
  );
  const shown = fitting(rows);
  const rest =
    rows.length > shown.length ? `\n${rows.length - shown.length} more are left out, since a comment has its limits: the other formats have them all.\n` : '';
  return tableOf(['Verdict', 'Place', 'Address', 'Target', 'Requirement', 'Reason', 'Closest'], shown) + rest;
}

/** GitHub takes comments of 65,536 characters; escaping and the rest of the report need some of them. */
const roomForProblems = 40_000;

/** The first rows, as many as there is room for. */
function fitting(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let room = roomForProblems;
  const beyond = rows.findIndex((row) => {
    room -= row.join(' | ').length;
    return room < 0;
  });
  return beyond < 0 ? rows : rows.slice(0, beyond);
}

/** Targets that pass alike share a row: there are hundreds of them, and a comment has its limits. */
function passingTable(verdicts: readonly TargetVerdict[]): string {
  if (verdicts.length === 0) return '';
  const rows = groupBy(verdicts, ({ target, checks }) => JSON.stringify([target, checks])).map((alike) => {
    const [first] = alike;
    const { checks, place } = first;
    const where = alike.length > 1 ? `${alike.length} places` : [placeWords(place), place.address ?? ''].filter(Boolean).join(' ');
    const met = checks.filter(({ status }) => status === 'pass').map(({ requirement }) => requirement);
    return [targetName(first), where, met.join(', '), unmetChecks(first).map(briefOf).join(' ')];
  });
  const summary = `${verdicts.length} ${verdicts.length === 1 ? 'target passes' : 'targets pass'}`;
  return `<details>\n<summary>${summary}</summary>\n\n${tableOf(['Target', 'Where', 'Meets', 'Waived'], rows)}\n</details>\n`;
}

function tableOf(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const filled = headers.map((_, i) => rows.some((row) => row[i] !== ''));
  const keep = (cells: readonly string[]) => cells.filter((_, i) => filled[i]).map(escapeComment);
  return rows.length === 0 ? '' : markdownTable(keep(headers), rows.map(keep));
}

function footer({ source, policy }: CheckReport, version: string): string {
  const catalog = [`${source.type} catalog`, ...source.regions, `as of ${source.asOf}`].join(', ');
  const sentences = [
    `Judged by the ${catalog}${source.complete ? '' : ', which is incomplete'}.`,
    ...(source.gaps ?? []),
    ...(policy === null ? [] : [`Policy: ${policy}.`]),
    `cipu ${version}.`,
  ];
  return escapeComment(sentences.join(' '));
}
