import { DeniedError } from '../errors.ts';
import { pathInHome } from '../files/user-directories.ts';
import { type CredentialSource, type Environment, readText } from './credential-source.ts';
import { findProfile } from './profile.ts';

/**
 * The first configured source, in the order of the SDK's default chain; undefined when there is none. An explicit
 * profile wins over all. A file that holds nothing is passed over, with a remark. Reads files, asks no network. Throws
 * UsageError or DeniedError for a profile that cannot be used.
 */
export function findCredentials(env: Environment, explicitProfile?: string, remark: (text: string) => void = () => {}): CredentialSource | undefined {
  if (explicitProfile !== undefined) return findProfile(env, explicitProfile);
  if (env.ALIBABA_CLOUD_ACCESS_KEY_ID && env.ALIBABA_CLOUD_ACCESS_KEY_SECRET)
    return { kind: 'environment', description: 'the environment variables', account: env.ALIBABA_CLOUD_ACCESS_KEY_ID };
  if (env.ALIBABA_CLOUD_ROLE_ARN && env.ALIBABA_CLOUD_OIDC_PROVIDER_ARN && env.ALIBABA_CLOUD_OIDC_TOKEN_FILE)
    return { kind: 'oidc', description: 'the OIDC role of the environment', account: env.ALIBABA_CLOUD_ROLE_ARN };
  const profile = env.ALIBABA_CLOUD_CLI_PROFILE_DISABLED?.toLowerCase() === 'true' ? undefined : findProfile(env, undefined, remark);
  if (profile) return profile;
  const file = env.ALIBABA_CLOUD_CREDENTIALS_FILE || pathInHome('.alibabacloud', 'credentials');
  const text = file === undefined ? undefined : readText(file);
  if (file !== undefined && text?.trim()) return { kind: 'credentials-file', description: `the file ${file}`, account: file };
  if (text !== undefined) remark(`The credentials file ${file} is empty: it is passed over.`);
  if (env.ALIBABA_CLOUD_ECS_METADATA)
    return { kind: 'ecs-role', description: `the RAM role ${env.ALIBABA_CLOUD_ECS_METADATA} of this instance`, account: env.ALIBABA_CLOUD_ECS_METADATA };
  if (env.ALIBABA_CLOUD_CREDENTIALS_URI)
    return { kind: 'credentials-uri', description: 'the credentials URI of the environment', account: env.ALIBABA_CLOUD_CREDENTIALS_URI };
  if (env.ALIBABA_CLOUD_ACCESS_KEY_ID || env.ALIBABA_CLOUD_ACCESS_KEY_SECRET) {
    const missing = env.ALIBABA_CLOUD_ACCESS_KEY_ID ? 'ALIBABA_CLOUD_ACCESS_KEY_SECRET' : 'ALIBABA_CLOUD_ACCESS_KEY_ID';
    throw new DeniedError('Half an access key is configured.', { hint: `set ${missing} as well` });
  }
  return undefined;
}
