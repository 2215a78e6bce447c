import { keys } from '../key-pairs/keys';
import { type Case, ssh } from './world';

/** Requests at the wrong time. */
export const states: Readonly<Record<string, readonly Case[]>> = {
  'states and protections': [
    [
      'ec2:StartInstances',
      ({ terminated }) => ({ InstanceIds: [terminated] }),
      'IncorrectInstanceState',
      ({ terminated }) => `The instance '${terminated}' is not in a state from which it can be started.`,
    ],
    [
      'ec2:StopInstances',
      ({ terminated }) => ({ InstanceIds: [terminated] }),
      'IncorrectInstanceState',
      ({ terminated }) => `This instance '${terminated}' is not in a state from which it can be stopped.`,
    ],
    [
      'ec2:RebootInstances',
      ({ stopped }) => ({ InstanceIds: [stopped] }),
      'IncorrectInstanceState',
      ({ stopped }) => `The instance '${stopped}' is not in a state from which it can be rebooted.`,
    ],
    [
      'ec2:TerminateInstances',
      ({ guarded }) => ({ InstanceIds: [guarded] }),
      'OperationNotPermitted',
      ({ guarded }) =>
        `The instance '${guarded}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
    ],
    [
      'ec2:StopInstances',
      ({ guarded }) => ({ InstanceIds: [guarded] }),
      'OperationNotPermitted',
      ({ guarded }) => `The instance '${guarded}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
    ],
    [
      'ec2:ModifyInstanceAttribute',
      ({ running }) => ({ InstanceId: running, InstanceType: { Value: 't3.small' } }),
      'IncorrectInstanceState',
      ({ running }) => `The instance '${running}' is not in the 'stopped' state.`,
    ],
    [
      'ec2:ModifyInstanceAttribute',
      ({ running }) => ({ InstanceId: running, UserData: { Value: new Uint8Array([1]) } }),
      'IncorrectInstanceState',
      ({ running }) => `The instance '${running}' is not in the 'stopped' state.`,
    ],
    [
      'ec2:DeleteVolume',
      ({ root }) => ({ VolumeId: root }),
      'VolumeInUse',
      ({ root, running }) => `Volume ${root} is currently attached to ${running}`,
    ],
    [
      'ec2:AttachVolume',
      ({ root, running }) => ({ VolumeId: root, InstanceId: running, Device: '/dev/sdf' }),
      'VolumeInUse',
      ({ root }) => `${root} is already attached to an instance`,
    ],
    [
      'ec2:AttachVolume',
      ({ spare, running }) => ({ VolumeId: spare, InstanceId: running, Device: '/dev/sdf' }),
      'InvalidVolume.ZoneMismatch',
      ({ spare, running }) => `The volume '${spare}' is not in the same availability zone as instance '${running}'`,
    ],
    [
      'ec2:DetachVolume',
      ({ spare }) => ({ VolumeId: spare }),
      'IncorrectState',
      ({ spare }) => `Volume '${spare}' is in the 'available' state.`,
    ],
    [
      'ec2:DetachNetworkInterface',
      ({ account, primary }) => ({
        AttachmentId: account.run('ec2:DescribeNetworkInterfaces', { NetworkInterfaceIds: [primary] }).NetworkInterfaces![0]!.Attachment!
          .AttachmentId,
      }),
      'OperationNotPermitted',
      'The network interface at device index 0 and networkCard index 0 cannot be detached.',
    ],
    [
      'ec2:DeleteNetworkInterface',
      ({ primary }) => ({ NetworkInterfaceId: primary }),
      'InvalidParameterValue',
      ({ primary }) => `Network interface '${primary}' is currently in use.`,
    ],
    [
      'ec2:AttachInternetGateway',
      ({ gateway, vpc }) => ({ InternetGatewayId: gateway, VpcId: vpc }),
      'Resource.AlreadyAssociated',
      ({ gateway, vpc }) => `resource ${gateway} is already attached to network ${vpc}`,
    ],
    [
      'ec2:DisassociateRouteTable',
      ({ mainAssociation }) => ({ AssociationId: mainAssociation }),
      'InvalidParameterValue',
      ({ mainAssociation }) => `cannot disassociate the main route table association ${mainAssociation}`,
    ],
  ],
  'what others depend on': [
    [
      'ec2:DeleteVpc',
      ({ vpc }) => ({ VpcId: vpc }),
      'DependencyViolation',
      ({ vpc }) => `The vpc '${vpc}' has dependencies and cannot be deleted.`,
    ],
    [
      'ec2:DeleteSubnet',
      ({ subnet }) => ({ SubnetId: subnet }),
      'DependencyViolation',
      ({ subnet }) => `The subnet '${subnet}' has dependencies and cannot be deleted.`,
    ],
    [
      'ec2:DeleteSecurityGroup',
      ({ group }) => ({ GroupId: group }),
      'DependencyViolation',
      ({ group }) => `resource ${group} has a dependent object`,
    ],
    [
      'ec2:DeleteSecurityGroup',
      ({ defaultGroup }) => ({ GroupId: defaultGroup }),
      'CannotDelete',
      ({ defaultGroup }) => `the specified group: "${defaultGroup}" name: "default" cannot be deleted by a user`,
    ],
    [
      'ec2:DeleteInternetGateway',
      ({ gateway }) => ({ InternetGatewayId: gateway }),
      'DependencyViolation',
      ({ gateway }) => `The internetGateway '${gateway}' has dependencies and cannot be deleted.`,
    ],
    [
      'ec2:DeleteRouteTable',
      ({ table }) => ({ RouteTableId: table }),
      'DependencyViolation',
      ({ table }) => `The routeTable '${table}' has dependencies and cannot be deleted.`,
    ],
    [
      'ec2:DeleteNetworkAcl',
      ({ acl }) => ({ NetworkAclId: acl }),
      'InvalidParameterValue',
      ({ acl }) => `cannot delete default network ACL ${acl}`,
    ],
  ],
  'names taken and rules there already': [
    [
      'ec2:ImportKeyPair',
      () => ({ KeyName: 'awspwd', PublicKeyMaterial: Buffer.from(keys.ed25519.openSsh) }),
      'InvalidKeyPair.Duplicate',
      'The keypair already exists',
    ],
    [
      'ec2:CreateSecurityGroup',
      ({ vpc }) => ({ GroupName: 'web', Description: 'again', VpcId: vpc }),
      'InvalidGroup.Duplicate',
      ({ vpc }) => `The security group 'web' already exists for VPC '${vpc}'`,
    ],
    [
      'ec2:CreateSecurityGroup',
      ({ vpc }) => ({ GroupName: 'default', Description: 'again', VpcId: vpc }),
      'InvalidParameterValue',
      'Cannot use reserved security group name: default',
    ],
    [
      'ec2:AuthorizeSecurityGroupIngress',
      ({ group }) => ({ GroupId: group, IpPermissions: [ssh] }),
      'InvalidPermission.Duplicate',
      'the specified rule "peer: 203.0.113.0/24, TCP, from port: 22, to port: 22, ALLOW" already exists',
    ],
    [
      'ec2:CreateRoute',
      ({ table, nic }) => ({ RouteTableId: table, DestinationCidrBlock: '0.0.0.0/0', NetworkInterfaceId: nic }),
      'RouteAlreadyExists',
      'The route identified by 0.0.0.0/0 already exists.',
    ],
    [
      'ec2:CreateNetworkAclEntry',
      ({ acl }) => ({ NetworkAclId: acl, RuleNumber: 100, Protocol: '-1', RuleAction: 'deny', Egress: false, CidrBlock: '0.0.0.0/0' }),
      'NetworkAclEntryAlreadyExists',
      'The network acl entry identified by 100 already exists.',
    ],
    [
      'ec2:CreateLaunchTemplate',
      () => ({ LaunchTemplateName: 'web', LaunchTemplateData: { InstanceType: 't3.micro' } }),
      'InvalidLaunchTemplateName.AlreadyExistsException',
      'Launch template name already in use.',
    ],
    ['ec2:CreateDefaultVpc', () => ({}), 'DefaultVpcAlreadyExists', 'A Default VPC already exists for this account in this region.'],
  ],
};
