import assert from 'node:assert/strict';
import type { Instance, RunInstancesRequest } from '@aws-sdk/client-ec2';
import { publicImages } from '../../../../src/region/catalog/images';
import { openAccount, seoul, type TestAccount } from '../../support/account';

/** The id of a catalogue image in Seoul. */
export function image(key: string, region = seoul): string {
  const found = publicImages(region).find((each) => each.key === key);
  assert.ok(found, `no image ${key}`);
  return found.imageId;
}

/** Amazon Linux 2023 on a t3.micro, the least a launch needs. */
export const minimal = { ImageId: image('al2023-x86'), InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const;

/** An account and shorthands for its instances. */
export interface Machines extends TestAccount {
  /** Launches with the minimal input and what is given; answers the instances. */
  launch(input?: Partial<RunInstancesRequest>): Instance[];
  /** Launches one and waits until it runs. */
  running(input?: Partial<RunInstancesRequest>): Instance;
  /** An instance as DescribeInstances shows it now. */
  describe(id: string): Instance;
  /** Follows the account until nothing is in transition. */
  settle(): void;
}

export function openMachines(options?: Parameters<typeof openAccount>[0]): Machines {
  const account = openAccount(options);
  const describe = (id: string): Instance => account.run('ec2:DescribeInstances', { InstanceIds: [id] }).Reservations![0]!.Instances![0]!;
  const launch = (input: Partial<RunInstancesRequest> = {}): Instance[] =>
    account.run('ec2:RunInstances', { ...minimal, ...input }).Instances!;
  const settle = (): void => void account.sandbox.settle();
  return {
    ...account,
    launch,
    describe,
    settle,
    running(input = {}) {
      const id = launch(input)[0]!.InstanceId!;
      settle();
      return describe(id);
    },
  };
}
