/** An error the real service would answer with. */
export class ApiError extends Error {
  /** HTTP status of the answer; 400 unless the service uses another (reference: instances.md §2.1, clients.md §1.2). */
  readonly status: number;
  /** What was changed before the error stays; only actions that declare partial success may use it. */
  readonly keepsChanges: boolean;

  constructor(
    readonly code: string,
    message: string,
    options: { readonly status?: number; readonly keepsChanges?: boolean } = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = options.status ?? statuses[code] ?? 400;
    this.keepsChanges = options.keepsChanges ?? false;
  }

  /** Who is to blame, as AWS's query protocol says it. */
  get fault(): 'Sender' | 'Receiver' {
    return this.status >= 500 ? 'Receiver' : 'Sender';
  }
}

const statuses: Readonly<Record<string, number>> = {
  AuthFailure: 401,
  UnauthorizedOperation: 403,
  OptInRequired: 401,
  DryRunOperation: 412,
  InsufficientInstanceCapacity: 500,
  InternalError: 500,
  RequestLimitExceeded: 503,
  Unavailable: 503,
};

/** A required parameter is absent. EC2 error codes, MissingParameter. */
export function missingParameter(name: string): ApiError {
  return new ApiError('MissingParameter', `The request must contain the parameter ${name}`);
}

/** A value is not allowed. EC2 error codes, InvalidParameterValue. */
export function invalidValue(message: string): ApiError {
  return new ApiError('InvalidParameterValue', message);
}

/** Parameters that exclude each other were used together. EC2 error codes, InvalidParameterCombination. */
export function invalidCombination(message: string): ApiError {
  return new ApiError('InvalidParameterCombination', message);
}

/** Something the real service has and this sandbox does not simulate: refused, never silently kept. */
export function notSimulated(what: string): ApiError {
  return new ApiError('UnsupportedOperation', `Cloud Sandbox does not simulate ${what}`);
}
