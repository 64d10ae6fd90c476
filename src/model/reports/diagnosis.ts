/** One thing that `cipu doctor` looked at. `denied` is a matter of credentials or permissions, `failed` of anything else. */
export interface Diagnosis {
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'unknown' | 'denied' | 'failed';
  readonly detail: string;
  /** What to do about it; null when there is nothing to do. */
  readonly remedy: string | null;
}
