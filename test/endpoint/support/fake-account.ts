import type {
  ActionAnswer,
  ActionCaller,
  ActionError,
  ActionRequest,
  EndpointAccount,
  RefusedRequest,
} from '../../../src/endpoint/account';

export const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
export const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

/** An error as the account rejects with it. */
export class FakeError extends Error implements ActionError {
  readonly fault = 'Sender';

  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

type Answer = Record<string, unknown> | ((request: ActionRequest) => Record<string, unknown> | Promise<Record<string, unknown>>);

/** An account that answers what a test tells it to, and remembers what it was asked. */
export class FakeAccount implements EndpointAccount {
  readonly requests: ActionRequest[] = [];
  readonly refusals: RefusedRequest[] = [];
  readonly answers = new Map<string, Answer>();
  readonly defaultRegion = 'ap-northeast-2';
  /** 2026-01-02T03:04:05.678Z. */
  now = 1767323045678;
  wallTime: number | undefined;
  onSession: (action: string, input: Record<string, unknown>, caller: ActionCaller, signal: AbortSignal) => unknown = () => ({});

  answer(action: string, answer: Answer): this {
    this.answers.set(action, answer);
    return this;
  }

  async execute(request: ActionRequest): Promise<ActionAnswer> {
    this.requests.push(request);
    const answer = this.answers.get(`${request.service}:${request.action}`) ?? {};
    return { output: typeof answer === 'function' ? await answer(request) : answer, now: this.now };
  }

  async session({ action, input, caller }: Omit<ActionRequest, 'service'>, signal: AbortSignal): Promise<unknown> {
    return await this.onSession(action, input, caller, signal);
  }

  refused(request: RefusedRequest): void {
    this.refusals.push(request);
  }

  isRegistered(service: string, action: string): boolean {
    return !(service === 'ec2' && action === 'DescribeTags' && this.answers.get('unregister') !== undefined);
  }

  secretFor(id: string): string | undefined {
    return id === accessKeyId ? secretAccessKey : undefined;
  }

  regionExists(region: string): boolean {
    return ['us-east-1', 'eu-west-1', 'ap-northeast-2'].includes(region);
  }

  wallClock(): number {
    return this.wallTime ?? Date.now();
  }
}
