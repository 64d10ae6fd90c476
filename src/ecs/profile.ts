import { homedir } from 'node:os';
import { join } from 'node:path';
import { DeniedError, UsageError } from '../errors.ts';
import { suggest } from '../model/names/suggestion.ts';
import { valueAt } from '../model/record.ts';

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

/** Path of the Alibaba Cloud CLI's configuration. */
export const configPath = (home: string): string => join(home, '.aliyun', 'config.json');

/**
 * The profile of the Alibaba Cloud CLI to use; undefined when there is no configuration, or only an empty one, and none
 * was asked for. Throws UsageError for a name that does not exist, DeniedError for a profile that cannot be used.
 */
export function findProfile(env: Environment, explicit?: string): CredentialSource | undefined {
  const content = readText(configPath(homedir()));
  const variable = profileVariables.find((name) => env[name]);
  const asked = explicit ?? (variable && env[variable]);
  if (content === undefined) {
    if (explicit === undefined) return undefined;
    throw new UsageError(`There is no profile "${explicit}": ~/.aliyun/config.json does not exist.`, { flag: 'profile', hint: 'aliyun configure writes it' });
  }
  const config = parseConfig(content);
  const current = valueAt(config, 'current');
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

/** Whether the SDK writes into the configuration when it refreshes the credentials of a profile. */
export function writesBack(content: string, name: string): boolean {
  const modes = chainOf(parseConfig(content), name).map((profile) => textAt(profile, 'mode'));
  return modes.includes('OAuth') || modes.includes('External');
}

/** Names of the profiles, and nothing else of them. Throws DeniedError for a configuration that cannot be read. */
export function profileNames(): string[] {
  const content = readText(configPath(homedir()));
  return content === undefined ? [] : namesOf(parseConfig(content));
}

/** Parses a configuration. Throws DeniedError that names the file alone: its contents hold secrets. */
function parseConfig(content: string): unknown {
  let config: unknown;
  try {
    config = JSON.parse(content);
  } catch {
    config = undefined;
  }
  if (Array.isArray(valueAt(config, 'profiles'))) return config;
  throw new DeniedError('~/.aliyun/config.json is not a configuration of the Alibaba Cloud CLI.', {
    hint: 'it is damaged or half written: repair it, or run aliyun configure',
  });
}

function profileNamed(config: unknown, name: string): unknown {
  const profiles = valueAt(config, 'profiles') as readonly unknown[];
  const profile = profiles.find((one) => valueAt(one, 'name') === name);
  if (profile !== undefined) return profile;
  const names = namesOf(config);
  throw new UsageError(`There is no profile "${name}" in ~/.aliyun/config.json.`, {
    flag: 'profile',
    hint: suggest(name, names) ?? `it has ${names.join(', ') || 'none'}`,
  });
}

function namesOf(config: unknown): string[] {
  return (valueAt(config, 'profiles') as readonly unknown[]).flatMap((one) => textAt(one, 'name') ?? []);
}

function checkMode(mode: string | undefined, description: string): void {
  if (mode !== undefined && supportedModes.includes(mode)) return;
  throw new DeniedError(`The mode ${mode ?? '(none)'} of ${description} cannot be used.`, {
    hint: refusedModes[mode ?? ''] ?? `supported modes are ${supportedModes.join(', ')}`,
  });
}

/** A profile may run a program to get credentials; an environment can forbid that. */
function checkExternal(config: unknown, profile: unknown, description: string, env: Environment): void {
  if (!['1', 'true'].includes(env.ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS?.toLowerCase() ?? '')) return;
  if (!chainOf(config, textAt(profile, 'name')).some((one) => textAt(one, 'mode') === 'External')) return;
  throw new DeniedError(`${description} runs a program, which ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS forbids.`, {
    hint: 'choose another profile with --profile',
  });
}

/** A profile and those it takes its credentials from, each once. */
function chainOf(config: unknown, name: string | undefined): unknown[] {
  const profiles = valueAt(config, 'profiles') as readonly unknown[];
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
