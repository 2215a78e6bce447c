/**
 * A time as AWS tells most of its times, without what is below a second (EC2 API Reference, examples of DescribeInstances, DescribeKeyPairs,
 * DescribeNatGateways; IAM API Reference, examples of GetRole). Volumes, snapshots and VPC endpoints tell milliseconds.
 *
 * @param time epoch milliseconds
 */
export function wholeSecond(time: number): Date {
  return new Date(time - (time % 1000));
}
