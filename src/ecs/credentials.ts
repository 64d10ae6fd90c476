import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DeniedError, UsageError } from '../errors.ts';
import { valueAt } from '../model/sign.ts';
import { similarNames } from '../model/similar.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The kinds of sources, each a provider of the SDK. */
export type CredentialKind = 'environment' | 'oidc' | 'cli-profile' | 'credentials-file' | 'ecs-role' | 'credentials-uri';

/** Where credentials come from; never holds a secret. */
export interface CredentialSource {
  readonly kind: CredentialKind;
  /** For messages: "environment variables", "profile default of ~/.aliyun/config.json". */
  readonly description: string;
  /** Profile of the CLI configuration. */
  readonly profile?: string;
  /** Region that the profile names. */
  readonly region?: string;
}

const profileVariables = ['ALIBABA_CLOUD_PROFILE', 'ALIBABACLOUD_PROFILE', 'ALICLOUD_PROFILE'] as const;

/**
 * The first configured source, in the order of the SDK's default chain; undefined when there is none. An explicit profile
 * wins over all. Reads files, asks no network. Throws UsageError or DeniedError for a profile that cannot be used.
 */
export function findCredentials(env: Environment, explicitProfile?: string): CredentialSource | undefined {
  if (explicitProfile !== undefined) return profileSource(env, explicitProfile);
  if (env.ALIBABA_CLOUD_ACCESS_KEY_ID && env.ALIBABA_CLOUD_ACCESS_KEY_SECRET) return { kind: 'environment', description: 'the environment variables' };
  if (env.ALIBABA_CLOUD_ROLE_ARN && env.ALIBABA_CLOUD_OIDC_PROVIDER_ARN && env.ALIBABA_CLOUD_OIDC_TOKEN_FILE)
    return { kind: 'oidc', description: 'the OIDC role of the environment' };
  const profile = env.ALIBABA_CLOUD_CLI_PROFILE_DISABLED?.toLowerCase() === 'true' ? undefined : profileSource(env);
  if (profile) return profile;
  if (readText(env.ALIBABA_CLOUD_CREDENTIALS_FILE ?? join(homedir(), '.alibabacloud', 'credentials')) !== undefined)
    return { kind: 'credentials-file', description: 'the file ~/.alibabacloud/credentials' };
  if (env.ALIBABA_CLOUD_ECS_METADATA) return { kind: 'ecs-role', description: `the RAM role ${env.ALIBABA_CLOUD_ECS_METADATA} of this instance` };
  if (env.ALIBABA_CLOUD_CREDENTIALS_URI) return { kind: 'credentials-uri', description: 'the credentials URI of the environment' };
  return undefined;
}

/** The profile to use; undefined when no configuration exists and none was asked for. */
function profileSource(env: Environment, explicit?: string): CredentialSource | undefined {
  const path = join(homedir(), '.aliyun', 'config.json');
  const content = readText(path);
  const variable = profileVariables.find((name) => env[name]);
  const asked = explicit ?? (variable && env[variable]);
  if (content === undefined) {
    if (asked === undefined) return undefined;
    throw new UsageError(`There is no profile "${asked}": ~/.aliyun/config.json does not exist.`, { hint: 'aliyun configure writes it' });
  }
  const config = parseJson(content);
  const profiles = valueAt(config, 'profiles');
  // The contents hold secrets, so the message names the file alone.
  if (!Array.isArray(profiles))
    throw new DeniedError('~/.aliyun/config.json is not a configuration of the Alibaba Cloud CLI.', {
      hint: 'it is damaged or half written: repair it, or run aliyun configure',
    });
  const names = profiles.map((one) => valueAt(one, 'name')).filter((name) => typeof name === 'string');
  const current = valueAt(config, 'current');
  const name = asked ?? (typeof current === 'string' && current !== '' ? current : 'default');
  const profile: unknown = profiles.find((one) => valueAt(one, 'name') === name);
  if (profile === undefined) {
    const near = similarNames(name, names);
    throw new UsageError(`There is no profile "${name}" in ~/.aliyun/config.json.`, {
      hint: near.length > 0 ? `did you mean ${near.join(' or ')}?` : `it has ${names.join(', ') || 'none'}`,
    });
  }
  // A profile that was never filled in is no configuration, unless it is asked for.
  if (asked === undefined && valueAt(profile, 'mode') === 'AK' && !valueAt(profile, 'access_key_id')) return undefined;
  const region = valueAt(profile, 'region_id');
  return {
    kind: 'cli-profile',
    description: `profile ${name} of ~/.aliyun/config.json`,
    profile: name,
    ...(typeof region === 'string' && region !== '' && { region }),
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = valueAt(error, 'code');
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new DeniedError(`The credentials file ${path} cannot be read (${String(code)}).`);
  }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
