import { at } from '../../../scripts/lib/paths.mjs';
import type { ActionAnswer, ActionRequest, EndpointAccount } from '../../../src/endpoint/account';
import { AccountHost } from '../../../src/worker/account-host';
import { endpointAccount } from '../../../src/worker/endpoint-host';
import { loadSurroundings } from '../../../src/worker/surroundings';
import { accessKeyId, secretAccessKey } from './fake-account';

/** What a request to an account of the product itself wrote. */
export interface RealAccount {
  readonly host: AccountHost;
  readonly endpoint: EndpointAccount;
  /** Ids and names of what there is: what a hostile client would know. */
  known(): Promise<string[]>;
  /** How many commits have written anything. */
  commits(): number;
}

/**
 * An account in memory whose clock stands still, with the product's own handlers; what is asked of a service it does not have is answered by
 * `other`.
 */
export async function openRealAccount(other: (request: ActionRequest) => ActionAnswer): Promise<RealAccount> {
  const surroundings = await loadSurroundings(at('node_modules/sql.js/dist/sql-wasm.wasm'));
  const settings = { rules: 'today', freeTierPlan: '12-month', quotaProfile: 'established', quotas: { 'L-1216C47A': 32 } } as const;
  const host = AccountHost.open(surroundings, { defaultRegion: 'ap-northeast-2', seed: 'hostile', speed: 0, settings }, () => undefined, {
    credentials: { accessKeyId, secretAccessKey },
  });
  let commits = 0;
  host.sandbox.onRecord = () => void commits++;
  const own = endpointAccount(host);
  const run = async (action: string, input: object): Promise<Record<string, unknown>> => {
    const [service, name] = action.split(':') as [string, string];
    const caller = { kind: 'endpoint', accessKeyId, userAgent: 'test', sourceIp: '127.0.0.1' } as const;
    return (await own.execute({ service, action: name, region: 'ap-northeast-2', input: { ...input }, caller, requestId: '' })).output;
  };
  await run('ec2:CreateKeyPair', { KeyName: 'awspwd' });
  await run('iam:CreateRole', {
    RoleName: 'reader',
    AssumeRolePolicyDocument:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
  });
  const { Images } = (await run('ec2:DescribeImages', { Owners: ['amazon'] })) as { Images: { ImageId: string }[] };
  await run('ec2:RunInstances', { ImageId: Images[0]!.ImageId, InstanceType: 't3.micro', MinCount: 3, MaxCount: 3, KeyName: 'awspwd' });
  return {
    host,
    endpoint: {
      ...own,
      defaultRegion: own.defaultRegion,
      isRegistered: (service, action) => own.isRegistered(service, action) || service.startsWith('everything'),
      execute: (request) => (request.service.startsWith('everything') ? Promise.resolve(other(request)) : own.execute(request)),
    },
    async known() {
      const lists = [
        'Instances',
        'Vpcs',
        'Subnets',
        'SecurityGroups',
        'Volumes',
        'NetworkInterfaces',
        'RouteTables',
        'InternetGateways',
        'KeyPairs',
      ];
      const answers = await Promise.all(lists.map((list) => run(`ec2:Describe${list}`, {})));
      const text = JSON.stringify(answers);
      const ids = [...text.matchAll(/"((?:i|vpc|subnet|sg|vol|eni|rtb|igw|key)-[0-9a-f]{17})"/g)].map(([, id]) => id!);
      return [
        ...new Set(ids),
        Images[0]!.ImageId,
        'awspwd',
        'reader',
        't3.micro',
        'ap-northeast-2a',
        'default',
        'running',
        'tag:Name',
        'vpc-id',
        '10.1.0.0/16',
        '172.31.0.0/16',
      ];
    },
    commits: () => commits,
  };
}
