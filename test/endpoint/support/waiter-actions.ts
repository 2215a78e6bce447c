import { readFileSync } from 'node:fs';

/**
 * The action that an EC2 waiter asks for, `DescribeVpcs` for `VpcExists`: every client's waiters are made from the same models, of which the
 * JavaScript SDK shows the text.
 */
export function actionOfWaiter(name: string): string {
  const text = readFileSync(`node_modules/@aws-sdk/client-ec2/dist-es/waiters/waitFor${name}.js`, 'utf8');
  return /import .*\b(\w+)Command\b/.exec(text)![1]!;
}
