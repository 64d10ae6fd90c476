import type { CheckReport } from '../../model/policy/outcome.ts';

/** What a report says besides the result itself. */
export interface ReportEnv {
  /** Version of this tool. */
  readonly version: string;
  /** Exit code of the check: 0 passed, 1 violated, 3 could not decide. */
  readonly exitCode: number;
  /** The file at which is shown what no file names, where there is no policy file either. */
  readonly elsewhere: string;
}

/** A reporter is pure: the same result and environment give the same text, which ends in a newline. */
export type Reporter = (report: CheckReport, env: ReportEnv) => string | Promise<string>;
