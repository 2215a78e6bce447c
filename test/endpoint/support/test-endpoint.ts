import assert from 'node:assert/strict';
import { startEndpoint } from '../../../src/endpoint/main';
import type { EndpointOptions, RunningEndpoint } from '../../../src/endpoint/server';
import { FakeAccount } from './fake-account';
import type { Answer } from './raw-http';

/** A fresh account and its endpoint for each test; what the endpoint called a defect must have been taken out by the test that provoked it. */
export class TestEndpoint {
  account = new FakeAccount();
  defects: unknown[] = [];
  #running: RunningEndpoint[] = [];

  /** Registers the hooks of a suite. */
  static use(): TestEndpoint {
    const fixture = new TestEndpoint();
    beforeEach(() => {
      fixture.account = new FakeAccount();
      fixture.defects = [];
    });
    afterEach(async () => {
      await fixture.close();
      assert.deepEqual(fixture.defects, []);
    });
    return fixture;
  }

  /** Starts it, with signatures verified unless told otherwise, and answers its port. */
  async start(options: Partial<EndpointOptions> = {}): Promise<number> {
    const report = (thrown: unknown) => this.defects.push(thrown);
    const running = await startEndpoint(this.account, { port: 0, auth: 'sigv4', reportDefect: report, ...options });
    this.#running.push(running);
    assert.equal(running.url, `http://127.0.0.1:${running.port}`);
    return running.port;
  }

  async close(): Promise<void> {
    await Promise.all(this.#running.map((running) => running.close()));
    this.#running = [];
  }
}

export function expectJsonError({ status, headers, text }: Answer, wantedStatus: number, code: string, message: string): void {
  assert.deepEqual([status, headers['content-type'], JSON.parse(text)], [wantedStatus, 'application/json', { __type: code, message }]);
}
