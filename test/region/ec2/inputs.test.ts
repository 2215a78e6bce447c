import assert from 'node:assert/strict';
import type { InstanceMetadataOptionsRequest } from '@aws-sdk/client-ec2';
import type { ActionName } from '../../../src/region/aws/action-names';
import { accountDefinition } from '../../../src/region/definition';
import { activityTable } from '../../../src/region/kernel/tables';
import { image, type Machines, minimal, openMachines } from './instances/support';

/** Every input of every action with one coverage. */
function inputsThatAre(coverage: string): (readonly [ActionName, string])[] {
  return accountDefinition.actions.flatMap(({ name, inputs }) =>
    Object.entries(inputs).flatMap(([input, found]) => (found === coverage ? [[name, input] as const] : [])),
  );
}

describe('Inputs that are refused', () => {
  it('say so, one by one', () => {
    const account = openMachines();
    const refused = inputsThatAre('refused');
    assert.ok(refused.length > 0);
    for (const [action, input] of refused) {
      const message = `Cloud Sandbox does not simulate ${input} of ${action.split(':')[1]}`;
      account.fails(action, { [input]: 'x' } as never, 'UnsupportedOperation', message);
    }
  });
});

describe('Inputs that act on nothing', () => {
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });

  /** What each action is asked for; `given` is what it accepts. */
  interface Asked {
    readonly needs?: object;
    readonly given: object;
  }

  /** Makes what the requests name. */
  function requests(account: Machines): Readonly<Partial<Record<ActionName, readonly Asked[]>>> {
    const { run } = account;
    const region = 'com.amazonaws.ap-northeast-2';
    const small = account.running().InstanceId!;
    const big = account.running({ InstanceType: 'm6i.8xlarge' });
    const stopped = account.running({ InstanceType: 'm6i.4xlarge' }).InstanceId!;
    run('ec2:StopInstances', { InstanceIds: [stopped] });
    const [primary] = big.NetworkInterfaces!;
    const subnet = big.SubnetId!;
    const VpcId = big.VpcId!;
    const free = run('ec2:CreateNetworkInterface', { SubnetId: subnet }).NetworkInterface!.NetworkInterfaceId!;
    const other = run('ec2:CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc!.VpcId!;
    const peering = run('ec2:CreateVpcPeeringConnection', { VpcId, PeerVpcId: other }).VpcPeeringConnection!.VpcPeeringConnectionId!;
    account.settle();
    run('ec2:AcceptVpcPeeringConnection', { VpcPeeringConnectionId: peering });
    run('ec2:ModifyVpcAttribute', { VpcId: other, EnableDnsHostnames: { Value: true } });
    const endpoint = run('ec2:CreateVpcEndpoint', {
      VpcId,
      ServiceName: `${region}.ec2`,
      VpcEndpointType: 'Interface',
      SubnetIds: [subnet],
    });
    account.settle();
    const [InstanceId, VpcEndpointId] = [big.InstanceId!, endpoint.VpcEndpoint!.VpcEndpointId!];
    const express = { EnaSrdSpecification: { EnaSrdEnabled: true } };
    const tracking = { ConnectionTrackingSpecification: { UdpTimeout: 30 } };
    const allow = { AllowDnsResolutionFromRemoteVpc: true };
    return {
      'ec2:AttachNetworkInterface': [{ needs: { NetworkInterfaceId: free, InstanceId, DeviceIndex: 1 }, given: express }],
      'ec2:CreateDhcpOptions': [{ given: { DhcpConfigurations: [{ Key: 'domain-name', Values: ['example.com'] }] } }],
      'ec2:CreateNetworkInterface': [{ needs: { SubnetId: subnet }, given: tracking }],
      'ec2:CreateVpcEndpoint': [
        { needs: { VpcId, ServiceName: `${region}.s3` }, given: { PolicyDocument: policy } },
        { needs: { VpcId, ServiceName: `${region}.ssm`, VpcEndpointType: 'Interface' }, given: { PrivateDnsEnabled: true } },
      ],
      'ec2:ModifyInstanceAttribute': [
        { needs: { InstanceId: small }, given: { SourceDestCheck: { Value: false } } },
        { needs: { InstanceId: stopped }, given: { EnclaveOptions: { Enabled: true } } },
      ],
      'ec2:ModifyInstanceMaintenanceOptions': [{ needs: { InstanceId }, given: { AutoRecovery: 'disabled', RebootMigration: 'disabled' } }],
      'ec2:ModifyInstanceMetadataOptions': [
        {
          needs: { InstanceId: small },
          given: { HttpTokens: 'required', HttpPutResponseHopLimit: 3, HttpProtocolIpv6: 'enabled', InstanceMetadataTags: 'enabled' },
        },
      ],
      'ec2:ModifyNetworkInterfaceAttribute': [tracking, express, { SourceDestCheck: { Value: true } }].map((given) => ({
        needs: { NetworkInterfaceId: primary!.NetworkInterfaceId },
        given,
      })),
      'ec2:ModifySubnetAttribute': [{ needs: { SubnetId: subnet }, given: { EnableDns64: { Value: true } } }],
      'ec2:ModifyVpcAttribute': [{ needs: { VpcId }, given: { EnableNetworkAddressUsageMetrics: { Value: true } } }],
      'ec2:ModifyVpcEndpoint': [
        { needs: { VpcEndpointId }, given: { PolicyDocument: policy } },
        { needs: { VpcEndpointId }, given: { ResetPolicy: true, PrivateDnsEnabled: true } },
      ],
      'ec2:ModifyVpcPeeringConnectionOptions': [
        {
          needs: { VpcPeeringConnectionId: peering },
          given: { AccepterPeeringConnectionOptions: allow, RequesterPeeringConnectionOptions: allow },
        },
      ],
      'ec2:RunInstances': [
        {
          needs: { ...minimal, ImageId: image('al2023-arm'), InstanceType: 'm8g.large' },
          given: {
            EnclaveOptions: { Enabled: true },
            MaintenanceOptions: { AutoRecovery: 'disabled' },
            NetworkPerformanceOptions: { BandwidthWeighting: 'ebs-1' },
          },
        },
      ],
      'iam:CreateRole': [{ needs: { RoleName: 'web' }, given: { AssumeRolePolicyDocument: trust, MaxSessionDuration: 7_200 } }],
      'iam:UpdateRole': [{ needs: { RoleName: 'web' }, given: { MaxSessionDuration: 3_600 } }],
      'iam:UpdateAssumeRolePolicy': [{ needs: { RoleName: 'web' }, given: { PolicyDocument: trust } }],
    };
  }

  it('are reported in the activity log, every one that changes something', () => {
    const account = openMachines();
    const told = new Set<string>();
    for (const [name, each] of Object.entries(requests(account))) {
      for (const { needs = {}, given } of each) {
        account.run(name as ActionName, { ...needs, ...given } as never);
        const last = account
          .context('')
          .list(activityTable)
          .reduce((a, b) => (b.number > a.number ? b : a));
        assert.equal(last.action, name);
        assert.deepEqual([...last.notSimulated].sort(), Object.keys(given).sort());
        for (const input of Object.keys(given)) told.add(`${name} ${input}`);
      }
    }
    const writing = new Set(accountDefinition.actions.filter(({ access }) => access === 'write').map(({ name }) => name));
    const accepted = inputsThatAre('accepted').filter(([action]) => writing.has(action));
    assert.deepEqual([...told].sort(), accepted.map(([action, input]) => `${action} ${input}`).sort());
  });

  it('are reported by their member where the input as a whole acts', () => {
    const account = openMachines();
    const told = (MetadataOptions: InstanceMetadataOptionsRequest): readonly string[] => {
      account.run('ec2:RunInstances', { ...minimal, MetadataOptions });
      return account
        .context('')
        .list(activityTable)
        .reduce((a, b) => (b.number > a.number ? b : a)).notSimulated;
    };
    assert.deepEqual(told({ HttpEndpoint: 'disabled' }), []);
    assert.deepEqual(told({ HttpEndpoint: 'enabled', HttpTokens: 'required', HttpPutResponseHopLimit: 2 }), [
      'MetadataOptions.HttpTokens',
      'MetadataOptions.HttpPutResponseHopLimit',
    ]);
  });

  it('change nothing of what a describe action answers', () => {
    const account = openMachines();
    account.running();
    const reading = inputsThatAre('accepted').filter(([action]) => /:Describe/.test(action));
    assert.ok(reading.length > 0);
    for (const [action, input] of reading) {
      const needs = action === 'ec2:DescribeLaunchTemplateVersions' ? { Versions: ['$Latest'] } : {};
      const ask = (value: boolean): unknown => account.run(action, { ...needs, [input]: value } as never);
      assert.deepEqual(ask(true), account.run(action, needs as never), `${action} ${input}`);
    }
  });
});

describe('Inputs of the instances’ own actions', () => {
  it('DryRun changes no state', () => {
    const account = openMachines();
    const InstanceIds = [account.running().InstanceId!];
    const dry = { InstanceIds, DryRun: true };
    const message = 'Request would have succeeded, but DryRun flag is set.';
    for (const action of ['Describe', 'Start', 'Stop', 'Reboot', 'Terminate', 'Monitor', 'Unmonitor'] as const) {
      const error = account.fails(`ec2:${action}Instances`, dry, 'DryRunOperation', message);
      assert.equal(error.status, 412);
    }
    account.fails('ec2:DescribeInstanceStatus', dry, 'DryRunOperation', message);
    account.fails(
      'ec2:ResetInstanceAttribute',
      { InstanceId: InstanceIds[0], Attribute: 'sourceDestCheck', DryRun: true },
      'DryRunOperation',
    );
    const { AllocationId } = account.run('ec2:AllocateAddress', {});
    account.fails('ec2:AssociateAddress', { AllocationId, InstanceId: InstanceIds[0], DryRun: true }, 'DryRunOperation', message);
  });

  it('IncludeAllInstances shows the status of those that do not run', () => {
    const account = openMachines();
    const id = account.launch()[0]!.InstanceId!;
    const shown = (IncludeAllInstances?: boolean) =>
      account.run('ec2:DescribeInstanceStatus', { ...(IncludeAllInstances !== undefined && { IncludeAllInstances }) }).InstanceStatuses!;
    assert.deepEqual([shown(), shown(false)], [[], []]);
    assert.deepEqual(
      shown(true).map(({ InstanceId, InstanceState }) => [InstanceId, InstanceState]),
      [[id, { Code: 0, Name: 'pending' }]],
    );
  });

  it('Force and SkipOsShutdown terminate in ten seconds what else may take a minute', () => {
    const stateAfterTen = (input: object): string | undefined => {
      const account = openMachines();
      const id = account.running().InstanceId!;
      account.run('ec2:TerminateInstances', { InstanceIds: [id], ...input });
      account.pass(10);
      return account.describe(id).State!.Name;
    };
    assert.deepEqual([{}, { Force: true }, { SkipOsShutdown: true }].map(stateAfterTen), ['shutting-down', 'terminated', 'terminated']);
  });

  it('AdditionalInfo, reserved by AWS, leaves a launch as it is without', () => {
    const launched = (AdditionalInfo?: string): unknown => {
      const account = openMachines();
      return account.describe(account.launch({ ...(AdditionalInfo !== undefined && { AdditionalInfo }) })[0]!.InstanceId!);
    };
    assert.deepEqual(launched('anything'), launched());
  });
});
