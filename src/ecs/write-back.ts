import { removeLeftOvers, writeWhole } from '../files/whole-file.ts';
import { isRecord, valueAt } from '../model/record.ts';
import { readText } from './credential-source.ts';
import { configPath } from './profile.ts';

/** Properties of a profile that the SDK renews, in the order in which it tells them, by the mode of the profile. */
const renewed = {
  OAuth: ['oauth_refresh_token', 'oauth_access_token', 'access_key_id', 'access_key_secret', 'sts_token', 'oauth_access_token_expire', 'sts_expiration'],
  External: ['access_key_id', 'access_key_secret', 'sts_token', 'sts_expiration'],
} as const;

/**
 * What is to be called with the renewed credentials of a profile: keeps them in the configuration of the CLI, as the
 * SDK does, but whole or not at all, and with what others have changed meanwhile. Where they cannot be kept the run
 * goes on, with a remark.
 */
export function keepRenewed(mode: keyof typeof renewed, name: string, remark: (text: string) => void): (...values: readonly unknown[]) => Promise<void> {
  return async (...values) => {
    try {
      update(name, Object.fromEntries(renewed[mode].map((property, i) => [property, values[i]])));
    } catch (error) {
      const code = valueAt(error, 'cause.code') ?? valueAt(error, 'code') ?? 'it is damaged';
      remark(`The renewed credentials of profile ${name} cannot be kept in ~/.aliyun/config.json (${String(code)}): the next run renews them again.`);
    }
  };
}

function update(name: string, changes: object): void {
  const path = configPath();
  if (path === undefined) return;
  // Runs that were killed at the wrong moment may have left secrets.
  removeLeftOvers(path);
  const before = JSON.parse(readText(path) ?? '') as { readonly profiles: readonly unknown[] };
  const profiles = before.profiles.map((one) => (isRecord(one) && one.name === name ? { ...one, ...changes } : one));
  const after = { ...before, profiles };
  if (JSON.stringify(after) !== JSON.stringify(before)) writeWhole(path, JSON.stringify(after, null, 4));
}
