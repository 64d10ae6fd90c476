import { type Command, InvalidArgumentError, Option } from 'commander';
import { type UnknownMode, unknownModes } from '../../model/policy/outcome.ts';
import { type Format, formats } from '../../render/formats/renderers.ts';
import { type ReportFormat, reportFormats } from '../../render/reports/reports.ts';
import { collectList, type OutputFlags } from '../shared/options.ts';
import { parseWord } from '../shared/parse.ts';
import type { PolicyFlags } from './policy.ts';

/** Formats of a check: those of lists, and those of CI systems. */
export const checkFormats: readonly CheckFormat[] = [...new Set([...formats, ...reportFormats])];

/** One of the formats of a check. */
export type CheckFormat = Format | ReportFormat;

/** A report that goes to a file. */
interface FileReport {
  readonly format: CheckFormat;
  readonly path: string;
}

/** Flags of what targets are checked against, and of how the outcome is shown. */
export interface JudgingFlags extends Omit<OutputFlags, 'output'>, PolicyFlags {
  readonly output?: CheckFormat;
  readonly report?: readonly FileReport[];
  /** In milliseconds. */
  readonly maxAge?: number;
  readonly unknown?: UnknownMode;
}

/** Adds the flags of what targets are checked against. */
export function addJudgingOptions(command: Command): Command {
  return command
    .optionsGroup('Check:')
    .option('--require <keys>', 'features and bounds of metrics that must be met, comma-separated', collectList)
    .option('--policy <file>', 'policy in YAML or JSON')
    .addOption(new Option('--unknown <mode>', 'what it counts for when nobody knows (default: fail)').choices(unknownModes))
    .option('--max-age <age>', 'exit 3 when the catalog is older: 90d, 12h, 8w', parseAge)
    .option('--report <format=file>', 'also write a report: sarif=FILE, junit=FILE, ...; repeatable', collectReport)
    .option('--allow-empty', 'accept an input that names nothing, and a policy that demands nothing');
}

/** A day in milliseconds. */
export const dayMs = 24 * 3_600_000;

const ageUnits: Readonly<Record<string, number>> = { h: 3_600_000, d: dayMs, w: 7 * dayMs };

function parseAge(text: string): number {
  const [, figure, unit = ''] = /^(\d+(?:\.\d+)?)([hdw])$/.exec(text) ?? [];
  if (figure === undefined) throw new InvalidArgumentError('It must be an age such as 90d, 12h or 8w.');
  return Number(figure) * (ageUnits[unit] ?? 0);
}

function collectReport(text: string, earlier: readonly FileReport[] = []): FileReport[] {
  const [format = '', ...rest] = text.split('=');
  const path = rest.join('=');
  if (path === '') throw new InvalidArgumentError('It must be FORMAT=FILE, such as sarif=cipu.sarif.');
  if (path === '-') throw new InvalidArgumentError('Standard output is for -o.');
  return [...earlier, { format: parseWord(format, checkFormats, 'The report format'), path }];
}
