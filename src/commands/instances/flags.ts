import { InvalidArgumentError } from 'commander';
import { hasTest, lacksTest, verdictTest } from '../../model/catalog/selection.ts';
import { unknownAmong } from '../../model/catalog/undecided.ts';
import type { InstanceReport } from '../../model/fleet/fleet.ts';
import { type Dimension, dimensions } from '../../model/fleet/groups.ts';
import type { InstanceQuery } from '../../model/fleet/instance.ts';
import { type NamePattern, parsePattern } from '../../model/names/pattern.ts';
import { type FlagGroup, flag, type Kind, listLike, onOff, textOf, type ValuesOf, word } from '../../settings/flags.ts';
import type { JudgingFlags } from '../check/flags.ts';
import type { featureFlags } from '../shared/filter-flags.ts';
import { parseWord } from '../shared/parse.ts';
import type { manyProfilesFlags } from '../shared/source-flags.ts';

/** The statuses of instances, in the API's words. */
const statuses = ['Pending', 'Running', 'Starting', 'Stopping', 'Stopped'];

function notEmpty(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('It is empty.');
  return value;
}

const status: Kind<string> = { ...word(statuses), parse: (value) => parseWord(value, statuses, '--status') };

const tags: Kind<InstanceQuery['tags']> = {
  form: 'list',
  parse(value, earlier = []) {
    const [key = '', ...rest] = value.split('=');
    return [...earlier, { key: notEmpty(key), ...(rest.length > 0 && { value: rest.join('=') }) }];
  },
};

const dimension = textOf([...dimensions, 'tag:'], (value): Dimension => {
  const key = /^tag:(.+)$/s.exec(value)?.[1];
  return key === undefined ? parseWord(value, dimensions, '--by') : `tag:${key}`;
});

/** Which instances are meant. */
export const instanceFlags = {
  heading: 'Instances:',
  flags: {
    tag: flag('--tag <key[=value]>', tags, 'only with this tag; repeatable, all must be there'),
    status: flag('--status <status>', status, 'only in this status'),
    vpc: flag('--vpc <id>', textOf([], notEmpty), 'only in this VPC'),
    type: flag('--type <names>', listLike('families and types'), 'only of these types: names or globs of types or families; repeatable'),
    unused: flag('--unused', onOff, 'only those that leave something of their type unused'),
    interfaces: flag('--no-interfaces', onOff, 'do not ask which elastic RDMA interfaces are attached'),
  },
} satisfies FlagGroup;

/** What is to be had in place of the list. */
export const alternativeFlags = {
  heading: 'Instead of the list:',
  flags: {
    by: flag('--by <what>', dimension, 'count by family, type, region, zone, verdict or tag:KEY'),
    check: flag('--check', onOff, 'apply a policy, as cipu check does', { conflicts: ['by'] }),
  },
} satisfies FlagGroup;

/** Values of the flags of `cipu instances`. */
export type InstanceFlags = ValuesOf<typeof manyProfilesFlags> &
  JudgingFlags &
  ValuesOf<typeof instanceFlags> &
  ValuesOf<typeof featureFlags> &
  ValuesOf<typeof alternativeFlags>;

/** What is asked of the API, and what is left to do with the reply. */
export interface Narrowing {
  readonly query: InstanceQuery;
  /** The names and globs of --type. */
  readonly patterns: readonly NamePattern[];
  /** What is not known of an instance where that alone leaves it out; empty where it is meant, else undefined. */
  unknownOf(report: InstanceReport): readonly string[] | undefined;
}

/** Turns ids and flags into a query and a filter. */
export async function narrow(ids: readonly string[], flags: InstanceFlags): Promise<Narrowing> {
  const patterns = await Promise.all((flags.type ?? []).map(parsePattern));
  const { cipu = [], has = [], lacks = [] } = flags;
  // The API knows exact names of types only, and would leave out what another pattern wants.
  const isExact = patterns.every(({ isGlob, isType }) => isType && !isGlob);
  return {
    query: {
      ids: [...new Set(ids)],
      tags: flags.tag ?? [],
      types: isExact ? patterns.map(({ text }) => text) : [],
      interfaces: flags.interfaces !== false,
      ...(flags.status !== undefined && { status: flags.status }),
      ...(flags.vpc !== undefined && { vpc: flags.vpc }),
    },
    patterns,
    unknownOf: (report) => {
      const isNamed = patterns.length === 0 || patterns.some(({ isType, matches }) => matches(report.type) || (!isType && matches(report.family)));
      if (!isNamed || (flags.unused && report.unused.length === 0)) return undefined;
      const verdicts = cipu.length === 0 ? [] : [verdictTest(report.cipu.verdict, cipu)];
      return unknownAmong([...verdicts, ...has.map((key) => hasTest(report.features, key)), ...lacks.map((key) => lacksTest(report.features, key))]);
    },
  };
}
