import { askSandbox } from '../../endpoint/support/raw-http';
import { newFolder } from './accounts';
import { bodyOf, latencies, RawConnection, signedRequests, throughput } from './raw-client';
import { key, processorTime, type Server, startServe, stop } from './servers';

/** What every form of EC2's ends with. */
export const version = '&Version=2016-11-15';
/** Asks for all instances. */
export const form = `Action=DescribeInstances${version}`;

/** Connections at a time where requests per second are measured. */
export const connections = 8;

/** One client of one server, with the calls that are measured. */
export class Client {
  private connection: RawConnection | undefined;

  constructor(readonly server: Server) {}

  /** Asks once and answers the body. */
  async ask(text: string): Promise<string> {
    if (!this.connection || this.connection.ended) this.connection = await RawConnection.open(this.server.port);
    return bodyOf(await this.connection.ask(signedRequests(this.server.port, [text], key)[0]!));
  }

  /** Processor time of the latest `rate` a request, milliseconds. */
  processor = NaN;

  /** How many forms are answered in a second. */
  async rate(forms: readonly string[]): Promise<number> {
    const requests = signedRequests(this.server.port, forms, key);
    const before = processorTime(this.server);
    const rate = await throughput(this.server.port, requests, connections);
    this.processor = (processorTime(this.server) - before) / forms.length;
    return rate;
  }

  /** Milliseconds from a request to its answer, one after the other. */
  async latencies(forms: readonly string[]): Promise<number[]> {
    return latencies(this.server.port, signedRequests(this.server.port, forms, key));
  }

  /** An image of the server's own. */
  async image(): Promise<string> {
    const images = await this.ask(
      `Action=DescribeImages${version}&Owner.1=amazon&Filter.1.Name=name&Filter.1.Value.1=${encodeURIComponent('al2023-ami-2023*-x86_64')}`,
    );
    return /<imageId>(ami-\w+)</.exec(images)?.[1] ?? 'ami-12c6146b';
  }

  async subnets(): Promise<string[]> {
    const answer = await this.ask(`Action=DescribeSubnets${version}`);
    return [...answer.matchAll(/<subnetId>(subnet-\w+)</g)].map(([, id]) => id!);
  }

  sandbox(action: string, input: object): Promise<unknown> {
    const keys = { AWS_ACCESS_KEY_ID: key.keyId, AWS_SECRET_ACCESS_KEY: key.secret };
    return askSandbox(`http://127.0.0.1:${this.server.port}`, keys, action, input);
  }

  /** Lets what was launched come to rest, and what is left to write be written. */
  async settle(): Promise<void> {
    await this.sandbox('AdvanceClock', { UntilIdle: true });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  }

  /** Instances with the tag Name on them; the answer is their ids. */
  async launch(image: string, count: number, subnet?: string): Promise<string[]> {
    const answer = await this.ask(launchForm(image, count, subnet));
    return [...answer.matchAll(/<instanceId>(i-\w+)</g)].map(([, id]) => id!);
  }

  async close(): Promise<void> {
    this.connection?.close();
    await stop(this.server);
  }
}

/** Asks for a launch with the tag Name. */
export function launchForm(image: string, count: number, subnet?: string): string {
  const place = subnet === undefined ? '' : `&SubnetId=${subnet}`;
  const tags = '&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=fleet';
  return `Action=RunInstances${version}&ImageId=${image}&InstanceType=t3.micro&MinCount=${count}&MaxCount=${count}${place}${tags}`;
}

/** A list made of its indexes. */
export function times<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** A served account on disk whose clock stands still and in which no quota refuses anything. */
export async function openClient(...options: string[]): Promise<Client> {
  const client = new Client(await startServe('--data', newFolder(), '--speed', '0', ...options));
  await client.sandbox('PutAccountSettings', { quotas: { 'L-1216C47A': 1_000_000, 'L-DF5E4CA3': 1_000_000 } });
  return client;
}
