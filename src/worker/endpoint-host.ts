import type { ActionName } from '../region/aws/action-names';
import type { EndpointAccount } from '../endpoint/account';
import type { AuthMode } from '../endpoint/handler';
import type { RunningEndpoint } from '../endpoint/server';
import type { CallerInfo } from '../shared/activity';
import type { EndpointState } from '../shared/worker';
import type { AccountHost } from './account-host';

/** Runs the AWS endpoint of an account; its code is loaded with its first start. */
export class EndpointHost {
  private running: Promise<RunningEndpoint> | undefined;
  private url: string | undefined;

  constructor(
    private readonly host: AccountHost,
    private readonly auth: AuthMode,
  ) {}

  /**
   * Starts the endpoint, or answers where it already is.
   * @throws the system's error when the port cannot be used (`EADDRINUSE`, `EACCES`)
   */
  async start(port: number): Promise<EndpointState> {
    const starting = (this.running ??= this.listen(port));
    try {
      this.url = (await starting).url;
    } catch (error) {
      if (this.running === starting) this.running = undefined;
      throw error;
    }
    return this.announce();
  }

  async stop(): Promise<EndpointState> {
    const { running } = this;
    this.running = undefined;
    this.url = undefined;
    if (!running) return this.state();
    // A start that failed leaves nothing to close, and has told so itself.
    await running.then(
      (endpoint) => endpoint.close(),
      () => undefined,
    );
    return this.announce();
  }

  /** Where the endpoint is and the key it takes. */
  state(): EndpointState {
    return { ...(this.url !== undefined && { url: this.url }), ...this.host.credentials };
  }

  private announce(): EndpointState {
    const state = this.state();
    this.host.tell('endpoint', state);
    return state;
  }

  private async listen(port: number): Promise<RunningEndpoint> {
    const { startEndpoint } = await import('../endpoint/main');
    return startEndpoint(endpointAccount(this.host), {
      port,
      auth: this.auth,
      reportDefect: (thrown) => {
        const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
        this.host.tell('log', { level: 'error', text: `The endpoint failed: ${text}` });
      },
    });
  }
}

/** An account as the endpoint knows it. */
export function endpointAccount(host: AccountHost): EndpointAccount {
  const callerOf = ({ accessKeyId, userAgent }: { accessKeyId: string; userAgent: string }): CallerInfo => ({
    kind: 'endpoint',
    userAgent,
    accessKeyId,
  });
  return {
    async execute({ service, action, region, input, caller, requestId }) {
      const { output, now } = await host.execute(
        { action: `${service}:${action}` as ActionName, region, input: input as never, requestId },
        callerOf(caller),
      );
      return { output: output as Record<string, unknown>, now };
    },
    async session({ action, region, input, caller, requestId }, signal) {
      const name = `sandbox:${action}`;
      if (!host.sandbox.isRegistered(name)) return host.session(action, input, callerOf(caller), signal, requestId);
      return (await host.execute({ action: name, region, input: input as never, requestId }, callerOf(caller))).output;
    },
    refused({ service, action, region, caller, error, requestId }) {
      const name = service === undefined && action === undefined ? '' : `${service ?? ''}:${action ?? ''}`;
      host.refused({ action: name, region: region ?? '', caller: callerOf(caller), error, requestId });
    },
    isRegistered: (service, action) => host.sandbox.isRegistered(`${service}:${action}`),
    secretFor: (accessKeyId) => (accessKeyId === host.credentials.accessKeyId ? host.credentials.secretAccessKey : undefined),
    regionExists: (region) => host.sandbox.definition.regionExists(region),
    get defaultRegion() {
      return host.sandbox.account().defaultRegion;
    },
    wallClock: () => Date.now(),
  };
}
