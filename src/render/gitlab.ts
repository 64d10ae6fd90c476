import { type Level, levelOf, problemLine, unmetChecks } from './check-words.ts';
import { openFingerprints } from './fingerprint.ts';
import { fileOf, withoutDot } from './locations.ts';
import { renderJson } from './renderers.ts';
import type { Reporter } from './reporter.ts';
import { printable } from './text.ts';

const severities = { error: 'major', warning: 'minor', note: 'info' } as const satisfies Record<Level, string>;

/**
 * A code quality report of GitLab: one issue for each check that is not met; waived ones are mere information. GitLab needs a
 * path and a line: what no file names is shown at the policy that it violates, and without one at "cipu".
 */
export const renderGitlab: Reporter = ({ policy, targets }) => {
  const fingerprint = openFingerprints();
  const elsewhere = policy === null ? 'cipu' : withoutDot(policy);
  return renderJson(
    targets.flatMap((verdict) => {
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
  );
};
