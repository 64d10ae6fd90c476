/** What must never be printed: access key ids in full, secrets, security tokens, signatures. */

const secretVariable = /^(ALIBABA_?CLOUD|ALICLOUD)_(ACCESS_KEY_ID|ACCESS_KEY_SECRET|SECURITY_TOKEN)$/;
const secretField = /"(?:access_key_id|access_key_secret|sts_token|ram_session_token)"\s*:\s*"([^"]*)"/g;
/** What a signed request carries; a message that quotes one gives the key id away. */
const signature = /ACS3-HMAC-SHA256 Credential|Signature=[0-9a-f]{64}/;

/** The secrets in an environment and in files of the Alibaba Cloud CLI. */
export function secretsOf(env: Readonly<Record<string, string>>, files: Readonly<Record<string, string>>): readonly string[] {
  const variables = Object.entries(env).flatMap(([name, value]) => (secretVariable.test(name) ? [value] : []));
  const fields = Object.values(files).flatMap((content) => [...content.matchAll(secretField)].map(([, value = '']) => value));
  return [...variables, ...fields].filter((secret) => secret !== '');
}

/** Throws when one of the secrets, or a signature, is in the output of a run. The secret itself is not in the message. */
export function assertNoSecrets({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }, secrets: readonly string[]): void {
  for (const [stream, text] of Object.entries({ stdout, stderr })) {
    const leaked = secrets.findIndex((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));
    if (leaked >= 0) throw new Error(`secret number ${leaked + 1} was written to ${stream}`);
    if (signature.test(text)) throw new Error(`a request signature was written to ${stream}`);
  }
}
