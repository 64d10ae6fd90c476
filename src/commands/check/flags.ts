import { InvalidArgumentError } from 'commander';
import { unknownModes } from '../../model/policy/outcome.ts';
import { evidenceModes } from '../../model/policy/policy.ts';
import { type Format, formats } from '../../render/formats/renderers.ts';
import { type ReportFormat, reportFormats } from '../../render/reports/reports.ts';
import { type FlagGroup, type Kind, onOff, path, setting, type ValuesOf, word } from '../../settings/flags.ts';
import { requirements } from '../shared/kinds.ts';
import { formatFlag, outputFlags } from '../shared/output-flags.ts';
import { parseWord } from '../shared/parse.ts';

/** Formats of a check: those of lists, and those of CI systems. */
export const checkFormats: readonly CheckFormat[] = [...new Set([...formats, ...reportFormats])];

/** One of the formats of a check. */
export type CheckFormat = Format | ReportFormat;

/** A report that goes to a file. */
interface FileReport {
  readonly format: CheckFormat;
  readonly path: string;
}

const reports: Kind<readonly FileReport[]> = {
  form: 'list',
  separator: '=',
  parse: parseReport,
  isPath: () => true,
  suggestions: ({ earlier }) => (earlier.length > 0 ? [] : checkFormats.map((format) => `${format}=`)),
};

const age: Kind<number> = { form: 'figure', parse: parseAge };

/** What targets are checked against. */
export const judgingFlags = {
  heading: 'Check:',
  flags: {
    require: setting('--require <keys>', requirements, 'features and bounds of metrics that must be met, comma-separated'),
    policy: setting('--policy <file>', path, 'policy in YAML or JSON'),
    unknown: setting('--unknown <mode>', word(unknownModes), 'what it counts for when nobody knows (default: fail)'),
    evidence: setting('--evidence <kind>', word(evidenceModes), 'documented: what a rule infers counts as not known (default: any)'),
    maxAge: setting('--max-age <age>', age, 'exit 3 when the catalog is older: 90d, 12h, 8w'),
    report: setting('--report <format=file>', reports, 'also write a report: sarif=FILE, junit=FILE, ...; repeatable', {
      notInFile: 'a project file may not name files to write: use --report or CIPU_REPORT',
    }),
    allowEmpty: setting('--allow-empty', onOff, 'accept an input that names nothing, and a policy that demands nothing'),
  },
} satisfies FlagGroup;

/** How the outcome of a check is written, as a list with some columns or as a report. */
export function checkOutputFlags(columns: Parameters<typeof outputFlags>[0]) {
  const { heading, flags } = outputFlags(columns);
  return { heading, flags: { ...flags, output: formatFlag(checkFormats) } } satisfies FlagGroup;
}

/** Values of the flags of what targets are checked against, and of how the outcome is written. */
export type JudgingFlags = ValuesOf<typeof judgingFlags> & ValuesOf<ReturnType<typeof checkOutputFlags>>;

/** A day in milliseconds. */
export const dayMs = 24 * 3_600_000;

const ageUnits: Readonly<Record<string, number>> = { h: 3_600_000, d: dayMs, w: 7 * dayMs };

function parseAge(text: string): number {
  const [, figure, unit = ''] = /^(\d+(?:\.\d+)?)([hdw])$/.exec(text) ?? [];
  if (figure === undefined) throw new InvalidArgumentError('It must be an age such as 90d, 12h or 8w.');
  return Number(figure) * (ageUnits[unit] ?? 0);
}

function parseReport(text: string, earlier: readonly FileReport[] = []): readonly FileReport[] {
  const [format = '', ...rest] = text.split('=');
  const path = rest.join('=');
  if (path === '') throw new InvalidArgumentError('It must be FORMAT=FILE, such as sarif=cipu.sarif.');
  if (path === '-') throw new InvalidArgumentError('Standard output is for -o.');
  return [...earlier, { format: parseWord(format, checkFormats, 'The report format'), path }];
}
