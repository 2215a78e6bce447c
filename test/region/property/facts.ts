/** What the properties hold the account to, written down from the reference and the API documentation, none of it taken from the product. */

/** Where an instance may go from each state in one step (reference: instances.md §1.1); `-` is before its launch and after its record's end. */
export const edges: Readonly<Record<string, readonly string[]>> = {
  '-': ['pending'],
  pending: ['running', 'stopping', 'shutting-down'],
  running: ['stopping', 'shutting-down'],
  stopping: ['stopped', 'shutting-down'],
  stopped: ['pending', 'terminated'],
  'shutting-down': ['terminated'],
  terminated: ['-'],
};

/** All moves, as `from → to`. */
export const allMoves = Object.entries(edges).flatMap(([from, states]) => states.map((to) => `${from} → ${to}`));

/** API, InstanceState. */
export const stateCodes: Readonly<Record<string, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

/** The one event that ends a state by itself. */
export const endings: Readonly<Record<string, string>> = {
  pending: 'ec2:instance-running',
  stopping: 'ec2:instance-stopped',
  'shutting-down': 'ec2:instance-terminated',
  terminated: 'ec2:instance-purged',
};

/** How long those states last at least and at most, in milliseconds (reference: instances.md §1.3); a hibernation takes longer with more memory. */
export const durations: Readonly<Record<string, readonly [least: number, most: number]>> = {
  pending: [5_000, 16_000],
  stopping: [3_000, 240_000],
  'shutting-down': [1_000, 60_000],
  terminated: [3_600_000, 3_600_000],
};

/** vCPUs of the types the requests name (EC2 instance types). */
export const vcpus: Readonly<Record<string, number>> = {
  't2.micro': 1,
  't3.nano': 2,
  't3.micro': 2,
  't4g.small': 2,
  'm5.large': 2,
  'm6g.large': 2,
  'c5.xlarge': 4,
};

/** Running instances of a spread placement group in one zone (EC2 User Guide, placement groups). */
export const spreadPerZone = 7;

/** The code of the quota of Standard On-Demand vCPUs. */
export const standardQuota = 'L-1216C47A';

/** States of the other kinds and where each may go in one step; `-` is before it is made and after it is gone. */
export const otherEdges: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // EBS User Guide, volume lifecycle; a volume made by a launch is in use at once, and one that ends with its instance is gone at once.
  volume: {
    '-': ['creating', 'in-use'],
    creating: ['available'],
    available: ['in-use', 'deleting'],
    'in-use': ['available', '-'],
    deleting: ['-'],
  },
  // API, NetworkInterface and NetworkInterfaceAttachment.
  interface: {
    '-': ['pending', 'in-use', 'attaching'],
    pending: ['available', 'attaching', '-'],
    available: ['attaching', '-'],
    attaching: ['in-use', 'detaching', 'available', '-'],
    'in-use': ['detaching', 'available', '-'],
    detaching: ['available', '-'],
  },
  // VPC User Guide, NAT gateways.
  'NAT gateway': {
    '-': ['pending'],
    pending: ['available', 'failed', 'deleting'],
    available: ['deleting'],
    failed: ['deleting', '-'],
    deleting: ['deleted'],
    deleted: ['-'],
  },
  // VPC Peering Guide, lifecycle; what is short-lived between regions only may be left out.
  peering: {
    '-': ['initiating-request', 'pending-acceptance', 'failed'],
    'initiating-request': ['pending-acceptance', 'failed'],
    'pending-acceptance': ['provisioning', 'active', 'rejected', 'expired', 'deleting', 'deleted'],
    provisioning: ['active'],
    active: ['deleting', 'deleted'],
    deleting: ['deleted'],
    deleted: ['-'],
    rejected: ['-'],
    expired: ['-'],
    failed: ['-'],
  },
  // API, DescribeVpcEndpoints.
  endpoint: { '-': ['pending', 'available'], pending: ['available', 'deleting'], available: ['deleting', '-'], deleting: ['-'] },
  // VPC User Guide, Elastic IP addresses.
  address: { '-': ['idle'], idle: ['mapped', '-'], mapped: ['idle', '-'] },
  // API, IamInstanceProfileAssociation.
  'profile association': {
    '-': ['associating'],
    associating: ['associated', 'disassociating', '-'],
    associated: ['disassociating', '-'],
    disassociating: ['-'],
  },
  // EBS User Guide, volume modifications.
  modification: { '-': ['modifying'], modifying: ['optimizing', '-'], optimizing: ['completed', '-'], completed: ['modifying', '-'] },
};

/** The states above that accounts must have come through: an expired request takes a week, a failed one addresses that overlap. */
export const otherStates: readonly string[] = Object.entries(otherEdges).flatMap(([kind, states]) =>
  Object.keys(states)
    .filter((state) => state !== '-' && state !== 'expired')
    .map((state) => `${kind} ${state}`),
);

/** Quotas of an established account that stay as they are in the runs (VPC and EC2 User Guides, quotas). */
export const quotas = {
  vpcs: 5,
  internetGateways: 5,
  egressOnlyInternetGateways: 5,
  natGatewaysPerZone: 5,
  routesPerTable: 50,
  rulesPerAcl: 20,
  rulesPerGroup: 60,
  groupsPerInterface: 5,
  blocksPerVpc: 5,
  addresses: 100,
} as const;
