import { type Command, InvalidArgumentError, Option } from 'commander';
import { UsageError } from '../../errors.ts';
import { meetsFeatures } from '../../model/catalog/selection.ts';
import type { InstanceReport } from '../../model/fleet/fleet.ts';
import { type Dimension, dimensions } from '../../model/fleet/groups.ts';
import type { InstanceQuery } from '../../model/fleet/instance.ts';
import { type NamePattern, parsePattern } from '../../model/names/pattern.ts';
import type { JudgingFlags } from '../check/flags.ts';
import { verdicts } from '../shared/criteria.ts';
import { addFeatureOptions, collectList, type FilterFlags, type SourceFlags } from '../shared/options.ts';
import { parseFeatureKeys, parseWord } from '../shared/parse.ts';

/** Flags of `cipu instances`. */
export interface InstanceFlags extends Omit<SourceFlags, 'profile' | 'quiet'>, JudgingFlags, Pick<FilterFlags, 'cipu' | 'has' | 'lacks'> {
  readonly profile?: readonly string[];
  readonly tag?: InstanceQuery['tags'];
  readonly status?: string;
  readonly vpc?: string;
  readonly type?: readonly string[];
  readonly interfaces: boolean;
  readonly unused?: true;
  readonly by?: Dimension;
  readonly check?: true;
}

/** Adds the flags of which instances are meant. */
export function addInstanceOptions(command: Command): Command {
  command
    .optionsGroup('Instances:')
    .option('--tag <key[=value]>', 'only with this tag; repeatable, all must be there', collectTag)
    .addOption(new Option('--status <status>', 'only in this status').choices(statuses).argParser((text) => parseWord(text, statuses, '--status')))
    .option('--vpc <id>', 'only in this VPC', notEmpty)
    .option('--type <names>', 'only of these types: names or globs of types or families; repeatable', collectList)
    .option('--unused', 'only those that leave something of their type unused')
    .option('--no-interfaces', 'do not ask which elastic RDMA interfaces are attached');
  return addFeatureOptions(command);
}

/** Parses what instances are grouped by. Throws UsageError. */
export function parseDimension(text: string): Dimension {
  const key = /^tag:(.+)$/s.exec(text)?.[1];
  return key === undefined ? parseWord(text, dimensions, '--by') : `tag:${key}`;
}

/** The statuses of instances, in the API's words. */
const statuses = ['Pending', 'Running', 'Starting', 'Stopping', 'Stopped'];

function notEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

function collectTag(text: string, earlier: InstanceQuery['tags'] = []): InstanceQuery['tags'] {
  const [key = '', ...rest] = text.split('=');
  return [...earlier, { key: notEmpty(key), ...(rest.length > 0 && { value: rest.join('=') }) }];
}

/** What is asked of the API, and what is left to do with the reply. */
export interface Narrowing {
  readonly query: InstanceQuery;
  /** The names and globs of --type. */
  readonly patterns: readonly NamePattern[];
  meets(report: InstanceReport): boolean;
}

/** Turns ids and flags into a query and a filter. Rejects with UsageError. */
export async function narrow(ids: readonly string[], flags: InstanceFlags): Promise<Narrowing> {
  if (ids.some((id) => id.trim() === '')) throw new UsageError('An instance id cannot be empty.', { hint: 'is a variable of the script not set?' });
  const patterns = await Promise.all((flags.type ?? []).map(parsePattern));
  const cipu = (flags.cipu ?? []).map((word) => parseWord(word, verdicts, '--cipu'));
  const features = { has: parseFeatureKeys(flags.has, '--has'), lacks: parseFeatureKeys(flags.lacks, '--lacks'), includeUnknown: false };
  // The API knows exact names of types only, and would leave out what another pattern wants.
  const isExact = patterns.every(({ isGlob, isType }) => isType && !isGlob);
  return {
    query: {
      ids: [...new Set(ids)],
      tags: flags.tag ?? [],
      types: isExact ? patterns.map(({ text }) => text) : [],
      interfaces: flags.interfaces,
      ...(flags.status !== undefined && { status: flags.status }),
      ...(flags.vpc !== undefined && { vpc: flags.vpc }),
    },
    patterns,
    meets: (report) =>
      (patterns.length === 0 || patterns.some(({ isType, matches }) => matches(report.type) || (!isType && matches(report.family)))) &&
      (cipu.length === 0 || cipu.includes(report.cipu.verdict)) &&
      meetsFeatures(report.features, features) &&
      (!flags.unused || report.unused.length > 0),
  };
}
