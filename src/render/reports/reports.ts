import type { Reporter } from './reporter.ts';

export type { ReportEnv, Reporter } from './reporter.ts';

/**
 * Reporters of a check by format: what CI systems and pull requests take as a whole. Each is loaded when it is asked
 * for.
 */
export const reporters = {
  github: async (report, env) => (await import('./github.ts')).renderGithub(report, env),
  sarif: async (report, env) => (await import('./sarif.ts')).renderSarif(report, env),
  junit: async (report, env) => (await import('./junit.ts')).renderJunit(report, env),
  gitlab: async (report, env) => (await import('./gitlab.ts')).renderGitlab(report, env),
  markdown: async (report, env) => (await import('./markdown.ts')).renderMarkdownReport(report, env),
} as const satisfies Record<string, Reporter>;

/** One of the report formats. */
export type ReportFormat = keyof typeof reporters;

/** The report formats, in the order of the help. */
export const reportFormats = Object.keys(reporters) as readonly ReportFormat[];

/** Whether a format is one of a whole report, and not of a list. */
export function isReportFormat(format: string): format is ReportFormat {
  return Object.hasOwn(reporters, format);
}
