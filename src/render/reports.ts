import { renderGithub } from './github.ts';
import { renderGitlab } from './gitlab.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdownReport } from './markdown-report.ts';
import type { Reporter } from './reporter.ts';
import { renderSarif } from './sarif.ts';

export type { ReportEnv, Reporter } from './reporter.ts';

/** The formats in which a check is reported as a whole, for CI systems and pull requests. */
export const reportFormats = ['github', 'sarif', 'junit', 'gitlab', 'markdown'] as const;

/** One of the report formats. */
export type ReportFormat = (typeof reportFormats)[number];

/** Reporters of a check by format. */
export const reporters = {
  github: renderGithub,
  sarif: renderSarif,
  junit: renderJunit,
  gitlab: renderGitlab,
  markdown: renderMarkdownReport,
} as const satisfies Record<ReportFormat, Reporter>;

/** Whether a format is one of a whole report, and not of a list. */
export function isReportFormat(format: string): format is ReportFormat {
  return (reportFormats as readonly string[]).includes(format);
}
