import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DeniedError } from '../errors.ts';
import { valueAt } from '../model/sign.ts';
import { findProfile } from './profile.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The kinds of sources, each a provider of the SDK. */
export type CredentialKind = 'environment' | 'oidc' | 'cli-profile' | 'credentials-file' | 'ecs-role' | 'credentials-uri';

/** Where credentials come from; never holds a secret. */
export interface CredentialSource {
  readonly kind: CredentialKind;
  /** For messages: "environment variables", "profile default of ~/.aliyun/config.json". */
  readonly description: string;
  /** Tells accounts apart, for the cache: an access key id, a role. Only ever hashed. */
  readonly account: string;
  /** Profile of the CLI configuration. */
  readonly profile?: string;
  /** Region that the profile names. */
  readonly region?: string;
  /** The URI of a profile that is nothing but one. */
  readonly uri?: string;
}

/**
 * The first configured source, in the order of the SDK's default chain; undefined when there is none. An explicit profile
 * wins over all. Reads files, asks no network. Throws UsageError or DeniedError for a profile that cannot be used.
 */
export function findCredentials(env: Environment, explicitProfile?: string): CredentialSource | undefined {
  if (explicitProfile !== undefined) return findProfile(env, explicitProfile);
  if (env.ALIBABA_CLOUD_ACCESS_KEY_ID && env.ALIBABA_CLOUD_ACCESS_KEY_SECRET)
    return { kind: 'environment', description: 'the environment variables', account: env.ALIBABA_CLOUD_ACCESS_KEY_ID };
  if (env.ALIBABA_CLOUD_ROLE_ARN && env.ALIBABA_CLOUD_OIDC_PROVIDER_ARN && env.ALIBABA_CLOUD_OIDC_TOKEN_FILE)
    return { kind: 'oidc', description: 'the OIDC role of the environment', account: env.ALIBABA_CLOUD_ROLE_ARN };
  const profile = env.ALIBABA_CLOUD_CLI_PROFILE_DISABLED?.toLowerCase() === 'true' ? undefined : findProfile(env);
  if (profile) return profile;
  const file = env.ALIBABA_CLOUD_CREDENTIALS_FILE ?? join(homedir(), '.alibabacloud', 'credentials');
  if (readText(file) !== undefined) return { kind: 'credentials-file', description: `the file ${file}`, account: file };
  if (env.ALIBABA_CLOUD_ECS_METADATA)
    return { kind: 'ecs-role', description: `the RAM role ${env.ALIBABA_CLOUD_ECS_METADATA} of this instance`, account: env.ALIBABA_CLOUD_ECS_METADATA };
  if (env.ALIBABA_CLOUD_CREDENTIALS_URI)
    return { kind: 'credentials-uri', description: 'the credentials URI of the environment', account: env.ALIBABA_CLOUD_CREDENTIALS_URI };
  return undefined;
}

/** A file's text; undefined when there is no such file. Throws DeniedError when it cannot be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = valueAt(error, 'code');
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new DeniedError(`The credentials file ${path} cannot be read (${String(code)}).`);
  }
}
