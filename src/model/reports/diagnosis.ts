import type { RunFacts } from '../policy/exit-rule.ts';

/**
 * One thing that `cipu doctor` looked at. `denied` is a matter of credentials or permissions, `failed` of anything
 * else.
 */
export interface Diagnosis {
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'unknown' | 'denied' | 'failed';
  readonly detail: string;
  /** What to do about it; null when there is nothing to do. */
  readonly remedy: string | null;
}

/**
 * What diagnoses mean for the ending of a run: credentials and permissions come first, for nothing else works without
 * them.
 */
export function failureIn(diagnoses: readonly Pick<Diagnosis, 'check' | 'status'>[]): RunFacts['failure'] {
  if (diagnoses.some(({ check, status }) => status === 'denied' || (check === 'credentials' && status === 'failed'))) return 'denied';
  return diagnoses.some(({ status }) => status === 'failed') ? 'failed' : undefined;
}
