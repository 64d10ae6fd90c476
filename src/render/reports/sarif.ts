import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import { type CheckReport, isExcused, listChecks, type RequirementCheck, type TargetVerdict } from '../../model/policy/outcome.ts';
import { isRequirement, parseRequirement } from '../../model/policy/requirement.ts';
import { printable } from '../../text.ts';
import { levelOf, missingFrom, problemLine, unmetChecks } from '../check-words.ts';
import { renderJson } from '../formats/renderers.ts';
import { shownAt, toUri } from '../locations.ts';
import { openFingerprints } from './fingerprint.ts';
import type { Reporter } from './reporter.ts';

/**
 * SARIF 2.1.0: one run whose rules are the requirements, with a result for each check that is not met; waived ones are
 * suppressed.
 */
export const renderSarif: Reporter = (report, { version, exitCode, elsewhere }) => {
  const { source, policy, targets } = report;
  const ids = [...new Set(targets.flatMap(({ checks }) => checks.map(({ requirement }) => requirement)))];
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cipu', version, semanticVersion: version, rules: ids.map(toRule) } },
        invocations: [
          {
            executionSuccessful: true,
            exitCode,
            toolExecutionNotifications: missingFrom(report).map((gap) => ({ level: 'warning' as const, message: { text: messageText(gap) } })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: toResults(report, ids, elsewhere),
        properties: { catalog: source, policy },
      },
    ],
  };
  return renderJson(log);
};

const listRules: ReadonlyMap<string, string> = new Map(Object.entries(listChecks));

function toRule(id: string): ReportingDescriptor {
  const parsed = parseRequirement(id);
  const about = !isRequirement(parsed) ? undefined : 'metric' in parsed ? parsed.metric.title : parsed.feature.title;
  const summary = isRequirement(parsed) && 'feature' in parsed ? `${parsed.feature.summary}. ` : '';
  const text = messageText(listRules.get(id) ?? `Instance types must meet ${id}${about === undefined ? '' : ` (${about})`}.`);
  return {
    id: printable(id),
    shortDescription: { text },
    fullDescription: { text },
    help: { text: `${messageText(summary)}cipu show TYPE gives the evidence on an instance type.` },
    defaultConfiguration: { level: 'error' },
  };
}

function toResults({ targets, policy }: CheckReport, ids: readonly string[], elsewhere: string): Result[] {
  const fingerprint = openFingerprints();
  return targets.flatMap((verdict) =>
    unmetChecks(verdict).map((check): Result => {
      return {
        ruleId: printable(check.requirement),
        ruleIndex: ids.indexOf(check.requirement),
        level: levelOf(check, verdict),
        message: { text: messageText(problemLine(check, verdict)) },
        locations: [toLocation(verdict, shownAt(verdict.place, policy, elsewhere))],
        // GitHub knows only this key. Left out, GitHub hashes the line, and a plan is a single line: all its alerts
        // would be one.
        partialFingerprints: { primaryLocationLineHash: fingerprint(check, verdict) },
        suppressions: toSuppressions(check),
      };
    }),
  );
}

/** Where a target is named: GitHub takes no result without a file. */
function toLocation({ place }: TargetVerdict, file: string): Location {
  const region = place.file !== null && place.line !== null && { startLine: place.line, ...(place.column !== null && { startColumn: place.column }) };
  return {
    physicalLocation: { artifactLocation: { uri: toUri(file) }, ...(region && { region }) },
    ...(place.address !== null && { logicalLocations: [{ fullyQualifiedName: printable(place.address), kind: 'resource' }] }),
  };
}

/** Empty where nothing is waived: the standard wants all results of a run to say so, or none. */
function toSuppressions(check: RequirementCheck): NonNullable<Result['suppressions']> {
  const { waiver } = check;
  if (waiver === null || !isExcused(check)) return [];
  return [{ kind: 'external', status: 'accepted', justification: printable(waiver.reason), properties: { expires: waiver.expires } }];
}

/** Text in which no placeholder and no link starts. */
function messageText(text: string): string {
  return printable(text)
    .replace(/[{}]/g, '$&$&')
    .replace(/\](?=\()/g, '\\]');
}
