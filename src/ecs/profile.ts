import { DeniedError, UsageError } from '../errors.ts';
import { pathInHome } from '../files/user-directories.ts';
import { suggest } from '../model/names/suggestion.ts';
import { isRecord, valueAt } from '../model/record.ts';
import { type CredentialSource, type Environment, readText } from './credential-source.ts';

const profileVariables = ['ALIBABA_CLOUD_PROFILE', 'ALIBABACLOUD_PROFILE', 'ALICLOUD_PROFILE'] as const;

/** Modes of the Alibaba Cloud CLI that its own SDK refuses, and what to do instead. */
const refusedModes: Readonly<Record<string, string>> = {
  RamRoleArnWithRoleName: 'use mode ChainableRamRoleArn with a source profile of mode EcsRamRole',
  RsaKeyPair: 'use an access key, or mode RamRoleArn',
  BearerToken: 'the ECS API takes no bearer tokens; use an access key, a role or SSO',
  Anonymous: 'the ECS API takes signed requests only; use an access key, a role or SSO',
};

const supportedModes = ['AK', 'StsToken', 'RamRoleArn', 'EcsRamRole', 'OIDC', 'ChainableRamRoleArn', 'CloudSSO', 'OAuth', 'External', 'CredentialsURI'];

/** Properties that tell the accounts of profiles apart. None of them is a secret, and only their hash is kept. */
const accountProperties = [
  'mode',
  'access_key_id',
  'ram_role_arn',
  'ram_role_name',
  'source_profile',
  'cloud_sso_account_id',
  'cloud_sso_access_config',
  'oauth_site_type',
  'process_command',
  'credentials_uri',
];

/** The configuration of the Alibaba Cloud CLI. */
export interface CliConfig {
  readonly current: unknown;
  readonly profiles: readonly unknown[];
  /** Why there is no profile, after the name of the file. */
  readonly lack: 'does not exist' | 'is empty' | 'has no profile' | undefined;
}

/** Path of the Alibaba Cloud CLI's configuration; undefined for a user without a home. */
export const configPath = (): string | undefined => pathInHome('.aliyun', 'config.json');

/**
 * The profile of the Alibaba Cloud CLI to use; undefined when there is no configuration, or only an empty one, which
 * gets a remark, and none was asked for. Throws UsageError for a name that does not exist, DeniedError for a profile
 * that cannot be used.
 */
export function findProfile(env: Environment, explicit?: string, remark: (text: string) => void = () => {}): CredentialSource | undefined {
  const config = readConfig();
  const { current, lack } = config;
  const variable = profileVariables.find((name) => env[name]);
  const asked = explicit ?? (variable && env[variable]);
  if (lack !== undefined && explicit !== undefined)
    throw new UsageError(`There is no profile "${explicit}": ~/.aliyun/config.json ${lack}.`, { flag: 'profile', hint: 'aliyun configure writes it' });
  if (lack !== undefined) {
    if (lack !== 'does not exist') remark(`~/.aliyun/config.json ${lack}: it is passed over.`);
    return undefined;
  }
  const name = asked ?? (typeof current === 'string' && current !== '' ? current : 'default');
  const profile = profileNamed(config, name);
  const mode = textAt(profile, 'mode');
  // A profile that was never filled in is no configuration, unless it is asked for.
  if (asked === undefined && (mode === undefined || (mode === 'AK' && !textAt(profile, 'access_key_id')))) return undefined;
  const description = `profile ${name} of ~/.aliyun/config.json`;
  checkMode(mode, description);
  checkExternal(config, profile, description, env);
  const region = textAt(profile, 'region_id');
  const account = JSON.stringify([name, ...accountProperties.map((property) => textAt(profile, property) ?? null)]);
  const common = { description, account, ...(region !== undefined && { region }) };
  const uri = textAt(profile, 'credentials_uri');
  return mode === 'CredentialsURI' && uri !== undefined ? { kind: 'credentials-uri', uri, ...common } : { kind: 'cli-profile', profile: name, ...common };
}

/** Names of the profiles, and nothing else of them. Throws DeniedError for a configuration that cannot be read. */
export function profileNames(): string[] {
  return namesOf(readConfig());
}

/** Reads the configuration. Throws DeniedError that names the file alone: its contents hold secrets. */
export function readConfig(): CliConfig {
  const path = configPath();
  const content = path === undefined ? undefined : readText(path);
  const none = { current: undefined, profiles: [] } as const;
  if (content === undefined) return { ...none, lack: 'does not exist' };
  if (content.trim() === '') return { ...none, lack: 'is empty' };
  const config = parse(content);
  // The CLI writes a list that is empty as null.
  const profiles = valueAt(config, 'profiles') ?? [];
  if ((config === null || isRecord(config)) && Array.isArray(profiles))
    return { current: valueAt(config, 'current'), profiles, lack: profiles.length === 0 ? 'has no profile' : undefined };
  throw new DeniedError('~/.aliyun/config.json is not a configuration of the Alibaba Cloud CLI.', {
    hint: 'it is damaged or half written: repair it, or run aliyun configure',
  });
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function profileNamed(config: CliConfig, name: string): unknown {
  const profile = config.profiles.find((one) => valueAt(one, 'name') === name);
  if (profile !== undefined) return profile;
  const names = namesOf(config);
  throw new UsageError(`There is no profile "${name}" in ~/.aliyun/config.json.`, {
    flag: 'profile',
    hint: suggest(name, names) ?? `it has ${names.join(', ') || 'none'}`,
  });
}

function namesOf({ profiles }: CliConfig): string[] {
  return profiles.flatMap((one) => textAt(one, 'name') ?? []);
}

function checkMode(mode: string | undefined, description: string): void {
  if (mode !== undefined && supportedModes.includes(mode)) return;
  throw new DeniedError(`The mode ${mode ?? '(none)'} of ${description} cannot be used.`, {
    hint: refusedModes[mode ?? ''] ?? `supported modes are ${supportedModes.join(', ')}`,
  });
}

/** A profile may run a program to get credentials; an environment can forbid that. */
function checkExternal(config: CliConfig, profile: unknown, description: string, env: Environment): void {
  if (['', '0', 'false', 'no', 'off'].includes(env.ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS?.trim().toLowerCase() ?? '')) return;
  if (!chainOf(config, textAt(profile, 'name')).some((one) => textAt(one, 'mode') === 'External')) return;
  throw new DeniedError(`${description} runs a program, which ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids.`, {
    hint: 'choose another profile with --profile',
  });
}

/** A profile and those it takes its credentials from, each once. */
function chainOf({ profiles }: CliConfig, name: string | undefined): unknown[] {
  const chain: unknown[] = [];
  for (let next = name; next !== undefined; ) {
    const profile = profiles.find((one) => valueAt(one, 'name') === next);
    if (profile === undefined || chain.includes(profile)) break;
    chain.push(profile);
    next = textAt(profile, 'source_profile');
  }
  return chain;
}

function textAt(record: unknown, key: string): string | undefined {
  const value = valueAt(record, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
