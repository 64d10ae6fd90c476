/** Exit codes of the program; scripts rely on them. */
export const exitCodes = {
  done: 0,
  violated: 1,
  usage: 2,
  undecided: 3,
  denied: 4,
  failed: 5,
  interrupted: 130,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What the exit codes mean, for `--help` and its help page. */
export const exitCodeMeanings: ReadonlyMap<ExitCode, string> = new Map<ExitCode, string>([
  [0, 'done; for check: every target meets the policy'],
  [1, 'check: a target violates the policy; a difference under --exit-code, an empty list under --fail-empty'],
  [2, 'usage error: bad flag or expression, unknown name, refused endpoint, unreadable or invalid file'],
  [3, 'could not decide: unknown verdicts of a check, partial data'],
  [4, 'no credentials, refused credentials, or a missing RAM permission'],
  [5, 'the API or the network failed after retries, or the disk is full'],
  [130, 'interrupted'],
]);

/** What an expected error tells besides its message. */
export interface ErrorDetails {
  /** The thing to try, without the word "hint". */
  readonly hint?: string | undefined;
  /**
   * Name of the flag that it is about, as settings are called: `endpointType`. Where that is set is told with the
   * error.
   */
  readonly flag?: string;
  /** The name that nobody knows: what else it may be is said with the error. */
  readonly unknownName?: string;
  /** Request id of the API, for a support ticket. */
  readonly requestId?: string;
  readonly cause?: unknown;
}

/** An expected error: one clear message, an exit code, perhaps a hint. Never carries a secret. */
export class CipuError extends Error {
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly flag: string | undefined;
  readonly unknownName: string | undefined;
  readonly requestId: string | undefined;

  constructor(exitCode: ExitCode, message: string, { hint, flag, unknownName, requestId, cause }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.exitCode = exitCode;
    this.hint = hint;
    this.flag = flag;
    this.unknownName = unknownName;
    this.requestId = requestId;
  }
}

/** The caller asked for something that cannot be done: exit code 2. */
export class UsageError extends CipuError {
  constructor(message: string, details?: ErrorDetails) {
    super(exitCodes.usage, message, details);
  }
}

/** No credentials, refused credentials or a missing permission: exit code 4. */
export class DeniedError extends CipuError {
  constructor(message: string, details?: ErrorDetails) {
    super(exitCodes.denied, message, details);
  }
}

/** The API or the network failed: exit code 5. */
export class ServiceError extends CipuError {
  constructor(message: string, details?: ErrorDetails) {
    super(exitCodes.failed, message, details);
  }
}
