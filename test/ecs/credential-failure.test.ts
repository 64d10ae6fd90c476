import { describe, expect, it } from 'vitest';
import { toCredentialError } from '../../src/ecs/credential-failure.ts';

const source = { kind: 'cli-profile', description: 'profile p', account: 'p', profile: 'p' } as const;

describe('why there are no credentials', () => {
  it.each([
    [
      'refresh session token failed: {"Code":"NoPermission","RequestId":"0A1B2C3D-4E5F","Message":"secret"}',
      ': the service refuses (NoPermission, request id 0A1B2C3D-4E5F)',
    ],
    ['parse failed: {"Code":"secret","RequestId":"0A1B2C3D-4E5F"}', ''],
    ['CloudSSO access token is empty or expired, please re-login with cli.', ': the CloudSSO session is over'],
  ])('%s', (text, cause) => {
    const { message, hint } = toCredentialError(new Error(text), source, { ALICLOUD_ACCESS_KEY: 'secret' });
    expect(message).toBe(`No credentials could be had from profile p${cause}.`);
    expect(hint).toContain('ALICLOUD_ACCESS_KEY is set, but not used');
    expect(`${message}${hint}`).not.toContain('secret');
  });
});
