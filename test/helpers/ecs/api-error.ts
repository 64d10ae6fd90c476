/** The API's errors: an HTTP status, a code and a sentence, sent as a JSON body. */

interface Extras {
  /** Fields added to the body, such as AccessDeniedDetail. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly extras: Extras;

  constructor(status: number, code: string, message: string, extras: Extras = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.extras = extras;
  }
}

/** 400 for a parameter that is required and was not sent. */
export function missingParameter(name: string): ApiError {
  return new ApiError(400, 'MissingParameter', `The input parameter "${name}" that is mandatory for processing this request is not supplied.`);
}

/** 400 for a parameter whose value the service does not take; `why` ends the sentence. */
export function invalidParameter(name: string, why: string): ApiError {
  return new ApiError(400, 'InvalidParameter', `The specified parameter "${name}" is not valid: ${why}.`);
}

/** The body of an error reply: RequestId, HostId, Code, Message, Recommend and the error's own fields. */
export function toErrorBody(error: ApiError, requestId: string, hostId: string): Readonly<Record<string, unknown>> {
  return {
    RequestId: requestId,
    HostId: hostId,
    Code: error.code,
    Message: error.message,
    Recommend: `https://api.aliyun.com/troubleshoot?q=${error.code}&product=Ecs&requestId=${requestId}`,
    ...error.extras.fields,
  };
}
