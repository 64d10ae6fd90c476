import type { Context, SourceOptions } from '../../context.ts';
import { parseEndpoint } from '../../ecs/endpoint.ts';
import { UsageError } from '../../errors.ts';
import { duration, type FlagGroup, type Kind, listLike, onOff, path, setting, textLike, textOf, type ValuesOf, word } from '../../settings/flags.ts';

/** A word that names a source, or a snapshot file. */
const sourceWords = ['auto', 'live', 'embedded'];
const sourceName: Kind<string> = { form: 'text', suggestions: sourceWords, isPath: (text) => !/^[a-z]+$/.test(text) };

const endpoint = textOf([], (text) => {
  parseEndpoint(text);
  return text;
});

const defaultTimeoutMs = 120_000;

/** Whether another flag chooses the embedded catalog, which leaves the flags on the API without use. */
const isEmbedded = (other: string, value: unknown) => other === 'offline' || (other === 'source' && value === 'embedded');

const region = { region: setting('--region <ids>', listLike('regions'), 'regions to ask: ids, globs or "all"; repeatable', { isUseless: isEmbedded }) };

const choice = {
  source: setting('--source <source>', sourceName, 'auto, live, embedded, or a file of cipu catalog pull', {
    default: { value: 'auto', inWords: 'auto: live when credentials are configured' },
  }),
  live: setting('--live', onOff, 'ask the ECS API; short for --source live', { conflicts: ['offline', 'source'] }),
  offline: setting('--offline', onOff, 'use the embedded catalog; short for --source embedded', { conflicts: ['source'] }),
};

/** What an organisation states itself. Who may change that file may change what the gate lets through. */
const ownFacts = { facts: setting('--facts <file>', path, 'own statements on families and types, with their sources') };

const access = {
  endpoint: setting('--endpoint <url>', endpoint, "endpoint to ask instead of the region's own", {
    isUseless: isEmbedded,
    notInFile: 'a project file may not say where signed requests go: use --endpoint or CIPU_ENDPOINT',
  }),
  endpointType: setting('--endpoint-type <type>', word(['public', 'vpc']), 'public, or vpc from inside the region', { isUseless: isEmbedded }),
  profile: setting('--profile <name>', textLike('profiles'), 'profile of the Alibaba Cloud CLI configuration', { isUseless: isEmbedded }),
  timeout: setting('--timeout <time>', duration, 'what all requests of a run may take: 90s, 5m', { default: { value: defaultTimeoutMs, inWords: '120s' } }),
  refresh: setting('--refresh', onOff, 'ask the API even when the cache has an answer'),
  cache: setting('--no-cache', onOff, 'neither use nor fill the cache'),
  projectFile: setting('--no-project-file', onOff, 'leave cipu.config.yaml aside: a pull request may have changed it', {
    notInFile: 'a project file cannot leave itself aside: use --no-project-file or CIPU_PROJECT_FILE=false',
  }),
  quiet: setting('-q, --quiet', onOff, 'no notes on stderr'),
  debug: setting('--debug', onOff, 'log requests, and show stack traces'),
};

const heading = 'Source:';

/** Where the data comes from, and which regions are asked. */
export const sourceFlags = { heading, flags: { ...region, ...choice, ...ownFacts, ...access } } satisfies FlagGroup;

/** Where the data comes from, for a command that is about no region. */
export const sessionFlags = { heading, flags: { ...choice, ...access } } satisfies FlagGroup;

/** How the API is reached, and which regions are asked, for a command whose source is not for a flag to choose. */
export const accessFlags = { heading, flags: { ...region, ...access } } satisfies FlagGroup;

/** The source flags of a command that uses the embedded catalog unless it is told otherwise. */
export const embeddedSourceFlags = {
  heading,
  flags: { ...sourceFlags.flags, source: { ...choice.source, default: { value: 'embedded', inWords: 'embedded' } } },
} satisfies FlagGroup;

/** The source flags of a command that asks several accounts at once. */
export const manyProfilesFlags = {
  heading,
  flags: {
    ...sourceFlags.flags,
    profile: setting('--profile <names>', listLike('profiles'), 'profiles of the Alibaba Cloud CLI, one an account; repeatable', { isUseless: isEmbedded }),
  },
} satisfies FlagGroup;

/** Values of the flags that every command with a catalog has. */
export type SourceFlags = ValuesOf<typeof sourceFlags>;

/** The flags that say which files are read. */
export type FileFlags = Pick<SourceFlags, 'source' | 'facts' | 'projectFile'>;

/** The files that a run with these flags reads for its data and its settings. */
export function filesOfSource({ source, facts, projectFile }: FileFlags, { readProjectFile }: Pick<Context, 'readProjectFile'>): readonly string[] {
  const snapshot = source === undefined || sourceWords.includes(source) ? undefined : source;
  const settings = projectFile === false ? undefined : readProjectFile()?.name;
  return [snapshot, facts, settings].filter((file) => file !== undefined);
}

/** The catalog that the source flags ask for. Throws UsageError for flags that contradict each other. */
export function toSourceOptions(flags: SourceFlags): SourceOptions {
  const source = flags.live ? 'live' : flags.offline ? 'embedded' : (flags.source ?? 'auto');
  // What settings say is how to ask, not that the API is to be asked.
  const needsApi = (['region', 'endpoint', 'endpointType', 'profile'] as const).find((name) => flags[name] !== undefined && !flags.fromSettings?.has(name));
  const flag = needsApi && `--${needsApi.replace('T', '-t')}`;
  if (source === 'embedded' && flag) throw new UsageError(`${flag} has no meaning for the embedded catalog.`, { hint: '--live asks the API' });
  if (flags.profile?.trim() === '') throw new UsageError('A profile cannot be empty.', { hint: 'is a variable of the script not set?' });
  return {
    source,
    ...(flag && { needsApi: `${flag} asks the ECS API` }),
    regions: flags.region ?? [],
    vpc: flags.endpointType === 'vpc',
    timeoutMs: flags.timeout ?? defaultTimeoutMs,
    cache: flags.cache !== false,
    refresh: flags.refresh === true,
    debug: flags.debug === true,
    quiet: flags.quiet === true,
    ...(flags.facts !== undefined && { facts: flags.facts }),
    ...(flags.endpoint !== undefined && { endpoint: flags.endpoint }),
    ...(flags.profile !== undefined && { profile: flags.profile }),
  };
}
