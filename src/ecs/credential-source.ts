import { readFileSync } from 'node:fs';
import { DeniedError } from '../errors.ts';
import { valueAt } from '../model/record.ts';

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
 * A file's text without a byte order mark, which editors and PowerShell put there; undefined when there is no such
 * file. Throws DeniedError when it cannot be read.
 */
export function readText(path: string): string | undefined {
  try {
    const content = readFileSync(path);
    return new TextDecoder(content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(content);
  } catch (error) {
    const code = valueAt(error, 'code');
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new DeniedError(`The credentials file ${path} cannot be read (${String(code)}).`, { cause: error });
  }
}

/** Names under which other tools look for access keys. */
const foreignVariables = [
  'ALICLOUD_ACCESS_KEY',
  'ALICLOUD_SECRET_KEY',
  'ALICLOUD_ACCESS_KEY_ID',
  'ALICLOUD_ACCESS_KEY_SECRET',
  'ALIBABACLOUD_ACCESS_KEY_ID',
  'ALIBABACLOUD_ACCESS_KEY_SECRET',
  'ALIYUN_ACCESS_KEY_ID',
  'ALIYUN_ACCESS_KEY_SECRET',
] as const;

/** The end of a hint on variables that are set and that only other tools read; empty when there are none. */
export function remarkOnForeignVariables(env: Environment): string {
  const names = foreignVariables.filter((name) => env[name]);
  if (names.length === 0) return '';
  return `; ${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} set, but not used: the names are ALIBABA_CLOUD_ACCESS_KEY_ID and _SECRET`;
}
