import { printable } from '../../text.ts';
import { type Level, levelOf, missingFrom, problemLine, unmetChecks } from '../check-words.ts';
import { renderJson } from '../formats/renderers.ts';
import { fileOf, withoutDot } from '../locations.ts';
import { hashText, openFingerprints } from './fingerprint.ts';
import type { Reporter } from './reporter.ts';

const severities = { error: 'major', warning: 'minor', note: 'info' } as const satisfies Record<Level, string>;

/**
 * A code quality report of GitLab: one issue for each thing that is missing from the data and each check that is not
 * met; waived ones are mere information. GitLab needs a path and a line: what no file names is shown at the policy that
 * it violates.
 */
export const renderGitlab: Reporter = (report, env) => {
  const { policy, targets } = report;
  const fingerprint = openFingerprints();
  const elsewhere = withoutDot(policy ?? env.elsewhere);
  const gaps = missingFrom(report).map((gap) => ({
    description: printable(gap),
    check_name: 'incomplete',
    fingerprint: hashText(gap),
    severity: severities.error,
    location: { path: elsewhere, lines: { begin: 1 } },
  }));
  return renderJson([
    ...gaps,
    ...targets.flatMap((verdict) => {
      const file = fileOf(verdict.place);
      const location = { path: file ?? elsewhere, lines: { begin: (file === null ? null : verdict.place.line) ?? 1 } };
      return unmetChecks(verdict).map((check) => ({
        description: problemLine(check, verdict),
        check_name: printable(check.requirement),
        fingerprint: fingerprint(check, verdict),
        severity: severities[levelOf(check, verdict)],
        location,
      }));
    }),
  ]);
};
