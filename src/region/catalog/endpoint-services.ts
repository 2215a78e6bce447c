import { stableId } from './stable-id';

/** A service of AWS that a VPC can reach by an endpoint. */
export interface CatalogEndpointService {
  /** Such as `com.amazonaws.ap-northeast-2.s3`. */
  readonly name: string;
  /** `vpce-svc-…`. */
  readonly id: string;
  readonly type: 'Gateway' | 'Interface';
  /** The service's usual name, which private DNS turns to the endpoint; absent for gateways. */
  readonly privateDnsName?: string;
  /** The name that names of its endpoints end in. */
  readonly baseDnsName: string;
}

/** Short names of services with gateway endpoints (VPC PrivateLink Guide, gateway endpoints). */
const gateways = ['dynamodb', 's3'];

/** Short names of services with interface endpoints, and their host names before the region. CHOICE: those that this account's lessons touch. */
const interfaces: readonly (readonly [name: string, host: string])[] = [
  ['autoscaling', 'autoscaling'],
  ['ec2', 'ec2'],
  ['ec2messages', 'ec2messages'],
  ['ecr.api', 'api.ecr'],
  ['ecr.dkr', '*.dkr.ecr'],
  ['ecs', 'ecs'],
  ['elasticloadbalancing', 'elasticloadbalancing'],
  ['kms', 'kms'],
  ['lambda', 'lambda'],
  ['logs', 'logs'],
  ['monitoring', 'monitoring'],
  ['s3', 's3'],
  ['secretsmanager', 'secretsmanager'],
  ['sns', 'sns'],
  ['sqs', 'sqs'],
  ['ssm', 'ssm'],
  ['ssmmessages', 'ssmmessages'],
  ['sts', 'sts'],
];

/** The services of AWS in a region that endpoints lead to, by name (VPC PrivateLink Guide, AWS services that integrate with AWS PrivateLink). */
export function endpointServices(region: string): readonly CatalogEndpointService[] {
  const named = (name: string): string => `com.amazonaws.${region}.${name}`;
  const all: CatalogEndpointService[] = [
    ...gateways.map((name) => ({
      name: named(name),
      id: stableId('vpce-svc', `gateway/${named(name)}`),
      type: 'Gateway' as const,
      baseDnsName: `${name}.${region}.amazonaws.com`,
    })),
    ...interfaces.map(([name, host]) => ({
      name: named(name),
      id: stableId('vpce-svc', `interface/${named(name)}`),
      type: 'Interface' as const,
      privateDnsName: `${host}.${region}.amazonaws.com`,
      baseDnsName: `${name}.${region}.vpce.amazonaws.com`,
    })),
  ];
  return all.sort((a, b) => (a.name === b.name ? (a.type < b.type ? -1 : 1) : a.name < b.name ? -1 : 1));
}
