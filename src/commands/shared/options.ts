import { type Command, InvalidArgumentError, Option } from 'commander';
import type { SourceOptions } from '../../context.ts';
import { parseEndpoint } from '../../ecs/endpoint.ts';
import { UsageError } from '../../errors.ts';
import { type Charge, charges, type StockQuery } from '../../model/market/stock.ts';
import { metricDefinitions } from '../../model/registry/metrics.ts';
import { type Format, formats } from '../../render/formats/renderers.ts';

/** Values of the flags that every command with a catalog has. */
export interface SourceFlags {
  readonly source?: string;
  readonly live?: true;
  readonly offline?: true;
  readonly region?: readonly string[];
  readonly endpoint?: string;
  readonly endpointType?: 'public' | 'vpc';
  readonly profile?: string;
  readonly timeout?: number;
  readonly cache?: boolean;
  readonly refresh?: true;
  readonly debug?: true;
  readonly quiet?: true;
  /** Names of those above that come from variables or the project file: they say how to ask, not that the API is to be asked. */
  readonly fromSettings?: ReadonlySet<string>;
}

/** Values of the output flags of lists. */
export interface OutputFlags {
  readonly output?: Format;
  readonly json?: true;
  readonly columns?: readonly string[];
  readonly sort?: string;
  readonly limit?: number;
  readonly header: boolean;
  readonly query?: string;
  readonly failEmpty?: true;
  readonly quiet?: true;
}

/** Values of the filter flags; metric ranges are under their flags' names in camel case. */
export interface FilterFlags {
  readonly cipu?: readonly string[];
  readonly has?: readonly string[];
  readonly lacks?: readonly string[];
  readonly arch?: string;
  readonly category?: string;
  readonly site?: 'international' | 'china';
  readonly where?: string;
  readonly includeUnknown?: true;
  readonly retired?: true;
  readonly [rangeFlag: string]: unknown;
}

/** Values of the stock flags. */
export interface StockFlags {
  readonly inStock?: true;
  readonly zone?: readonly string[];
  readonly charge?: Charge;
}

/** A comma-separated list; repeating the flag adds to it. */
export function collectList(text: string, earlier: readonly string[] = []): readonly string[] {
  if (text.split(',').every((part) => part.trim() === '')) throw new InvalidArgumentError('It is empty.');
  return [
    ...earlier,
    ...text
      .split(/,(?![^{]*\})/) // a comma inside braces belongs to a glob
      .map((part) => part.trim())
      .filter(Boolean),
  ];
}

function parseLimit(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

function parseTime(text: string): number {
  const [, figure, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const time = Number(figure) * (unitMs[unit] ?? Number.NaN);
  if (!(time > 0 && time <= 24 * 3_600_000)) throw new InvalidArgumentError('It must be a time such as 90s, 5m or 500ms, a day at most.');
  return time;
}

const defaultTimeoutMs = 120_000;

function checkEndpoint(text: string): string {
  parseEndpoint(text);
  return text;
}

/** Adds the flags that choose where the data comes from, and which regions are asked. */
export function addSourceOptions(command: Command, source: SourceDefault = liveIfConfigured, profile: Option = oneProfile()): Command {
  return addSessionOptions(addRegionOption(command), source, profile);
}

/** Adds the flag that says which regions are asked. */
export function addRegionOption(command: Command): Command {
  return command.optionsGroup('Source:').option('--region <ids>', 'regions to ask: ids, globs or "all"; repeatable', collectList);
}

/** The source of a command that names none, with its line in the help. */
export interface SourceDefault {
  readonly source: 'auto' | 'embedded';
  readonly help: string;
}

/** The source of a command that prefers live data. */
export const liveIfConfigured: SourceDefault = { source: 'auto', help: 'auto: live when credentials are configured' };

/** Adds the flags that choose where the data comes from. */
export function addSessionOptions(command: Command, { source, help }: SourceDefault = liveIfConfigured, profile: Option = oneProfile()): Command {
  command
    .optionsGroup('Source:')
    .addOption(new Option('--source <source>', 'auto, live, embedded, or a file of cipu catalog pull').default(source, help))
    .addOption(new Option('--live', 'ask the ECS API; short for --source live').conflicts(['offline', 'source']))
    .addOption(new Option('--offline', 'use the embedded catalog; short for --source embedded').conflicts('source'));
  return addAccessOptions(command, profile);
}

const oneProfile = () => new Option('--profile <name>', 'profile of the Alibaba Cloud CLI configuration');

/** The flag of a command that asks several accounts at once. */
export const severalProfiles = () => new Option('--profile <names>', 'profiles of the Alibaba Cloud CLI, one an account; repeatable').argParser(collectList);

/** Adds the flags of how the API is reached. */
export function addAccessOptions(command: Command, profile: Option = oneProfile()): Command {
  return command
    .optionsGroup('Source:')
    .option('--endpoint <url>', "endpoint to ask instead of the region's own", checkEndpoint)
    .addOption(new Option('--endpoint-type <type>', 'public, or vpc from inside the region').choices(['public', 'vpc']))
    .addOption(profile)
    .addOption(new Option('--timeout <time>', 'what all requests of a run may take: 90s, 5m').argParser(parseTime).default(defaultTimeoutMs, '120s'))
    .option('--refresh', 'ask the API even when the cache has an answer')
    .option('--no-cache', 'neither use nor fill the cache')
    .option('--quiet', 'no notes on stderr')
    .option('--debug', 'log requests, and show stack traces');
}

/** Adds the output flags of lists; a command may know more formats than lists have. */
export function addOutputOptions(command: Command, choices: readonly string[] = formats): Command {
  return command
    .optionsGroup('Output:')
    .addOption(new Option('-o, --output <format>', 'output format').choices(choices))
    .addOption(new Option('--json', 'short for --output json').conflicts('output'))
    .option('--columns <keys>', 'columns to show, comma-separated', collectList)
    .option('--sort <key[:desc]>', 'sort by a column; what is not known comes last')
    .option('--limit <n>', 'show at most n rows', parseLimit)
    .option('--no-header', 'leave out the header line')
    .option('--query <expr>', 'JMESPath expression on the JSON document')
    .option('--fail-empty', 'exit 1 when nothing matches');
}

/** Adds the flags on what is in stock. */
export function addStockOptions(command: Command): Command {
  return command
    .optionsGroup('Stock (asks the API):')
    .option('--in-stock', 'only what can be bought now in at least one zone')
    .option('--zone <ids>', 'zones that count (default: all zones of the regions); repeatable', collectList)
    .addOption(new Option('--charge <method>', 'how instances are paid for (default: postpaid)').choices(charges));
}

/** Whether any flag asks for stock. */
export function asksForStock({ inStock, zone, charge }: StockFlags): boolean {
  return inStock !== undefined || zone !== undefined || charge !== undefined;
}

/** The stock that the flags ask for. */
export function toStockQuery({ zone = [], charge = 'postpaid' }: StockFlags): StockQuery {
  return { charge, zones: zone.map((id) => id.toLowerCase()) };
}

/** Adds the filter flags on the verdict and on features. */
export function addFeatureOptions(command: Command): Command {
  return command
    .optionsGroup('Filters:')
    .option('--cipu <verdict>', 'yes, no or unknown; several comma-separated', collectList)
    .option('--has <keys>', 'features that must be there, comma-separated (see cipu features)', collectList)
    .option('--lacks <keys>', 'features that must be known not to be there', collectList);
}

/** Adds the filter flags, with a range for every metric of the registry. */
export function addFilterOptions(command: Command): Command {
  addFeatureOptions(command)
    .option('--arch <arch>', 'CPU architecture: x86 or arm')
    .option('--category <name>', 'category, such as "General-purpose"')
    .addOption(new Option('--site <site>', 'only what this site documents as sold').choices(['international', 'china']))
    .option('--where <expr>', 'JMESPath condition on a row of the JSON document')
    .option('--include-unknown', 'let what is not known pass the filters')
    .option('--retired', 'also list families that are no longer sold')
    .optionsGroup('Ranges (8..32, 64.., ..4 or 16; units and k, M are understood):');
  for (const { flag, title, unit } of metricDefinitions) command.option(`--${flag} <range>`, unit ? `${title}, ${unit}` : title);
  return command;
}

/** Flags that have no meaning for the embedded catalog. */
export const apiFlags = ['region', 'endpoint', 'endpointType', 'profile'] as const;

/** The catalog that the source flags ask for. Throws UsageError for flags that contradict each other. */
export function toSourceOptions(flags: SourceFlags): SourceOptions {
  const source = flags.live ? 'live' : flags.offline ? 'embedded' : (flags.source ?? 'auto');
  const needsApi = apiFlags.find((flag) => flags[flag] !== undefined && !flags.fromSettings?.has(flag));
  if (source === 'embedded' && needsApi)
    throw new UsageError(`--${needsApi.replace('T', '-t')} has no meaning for the embedded catalog.`, { hint: '--live asks the API' });
  if (flags.profile?.trim() === '') throw new UsageError('A profile cannot be empty.', { hint: 'is a variable of the script not set?' });
  return {
    source,
    needsApi: needsApi !== undefined,
    regions: flags.region ?? [],
    vpc: flags.endpointType === 'vpc',
    timeoutMs: flags.timeout ?? defaultTimeoutMs,
    cache: flags.cache !== false,
    refresh: flags.refresh === true,
    debug: flags.debug === true,
    quiet: flags.quiet === true,
    ...(flags.endpoint !== undefined && { endpoint: flags.endpoint }),
    ...(flags.profile !== undefined && { profile: flags.profile }),
  };
}
