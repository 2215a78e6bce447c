"""Asks for every action that the account serves, on things of every kind, and reads each answer strictly (strict.py).

The actions are named in SERVED, as `ec2:RunInstances`. Prints one JSON object: what was amiss, and which actions were never answered.
"""

import json
import os
import sys
import time

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError, ParamValidationError

import strict

served = os.environ['SERVED'].split()
ec2, iam, ssm, sts = (strict.watch(boto3.client(name)) for name in ('ec2', 'iam', 'ssm', 'sts'))
failed = []


def do(action, client=ec2, **asked):
    try:
        return getattr(client, xform_name(action))(**asked)
    except ClientError as error:
        failed.append(f'{action}: {error}')
        return None


def wait(name, client=ec2, **asked):
    client.get_waiter(name).wait(WaiterConfig={'Delay': 0.2, 'MaxAttempts': 150}, **asked)


def until(holds):
    for _ in range(200):
        if holds():
            return
        time.sleep(0.05)
    failed.append('waited in vain')


image = next(i for i in do('DescribeImages', Owners=['amazon'])['Images'] if i['Name'].startswith('al2023-ami-2') and i['Architecture'] == 'x86_64')['ImageId']
tags = lambda kind: [{'ResourceType': kind, 'Tags': [{'Key': 'Name', 'Value': '<&> "웹"\''}]}]
zone = do('DescribeAvailabilityZones')['AvailabilityZones'][0]['ZoneName']

# Networks.
vpc = do('CreateVpc', CidrBlock='10.50.0.0/16', AmazonProvidedIpv6CidrBlock=True, TagSpecifications=tags('vpc'))['Vpc']['VpcId']
other = do('CreateVpc', CidrBlock='10.51.0.0/16')['Vpc']['VpcId']
more = do('AssociateVpcCidrBlock', VpcId=vpc, CidrBlock='10.52.0.0/16')['CidrBlockAssociation']['AssociationId']
do('DisassociateVpcCidrBlock', AssociationId=more)
do('ModifyVpcAttribute', VpcId=vpc, EnableDnsHostnames={'Value': True})
do('ModifyVpcTenancy', VpcId=other, InstanceTenancy='default')
do('DescribeVpcAttribute', VpcId=vpc, Attribute='enableDnsSupport')
block = do('DescribeVpcs', VpcIds=[vpc])['Vpcs'][0]['Ipv6CidrBlockAssociationSet'][0]['Ipv6CidrBlock']
subnet = do('CreateSubnet', VpcId=vpc, CidrBlock='10.50.1.0/24', AvailabilityZone=zone)['Subnet']['SubnetId']
six = do('AssociateSubnetCidrBlock', SubnetId=subnet, Ipv6CidrBlock=block.replace('/56', '/64'))['Ipv6CidrBlockAssociation']['AssociationId']
spare = do('CreateSubnet', VpcId=vpc, CidrBlock='10.50.2.0/24', AvailabilityZone=zone)['Subnet']['SubnetId']
do('ModifySubnetAttribute', SubnetId=subnet, MapPublicIpOnLaunch={'Value': True})
options = do('CreateDhcpOptions', DhcpConfigurations=[{'Key': 'domain-name', 'Values': ['example.com']}])['DhcpOptions']['DhcpOptionsId']
do('AssociateDhcpOptions', DhcpOptionsId=options, VpcId=vpc)
gateway = do('CreateInternetGateway')['InternetGateway']['InternetGatewayId']
do('AttachInternetGateway', InternetGatewayId=gateway, VpcId=vpc)
outward = do('CreateEgressOnlyInternetGateway', VpcId=vpc)['EgressOnlyInternetGateway']['EgressOnlyInternetGatewayId']
table = do('CreateRouteTable', VpcId=vpc)['RouteTable']['RouteTableId']
second = do('CreateRouteTable', VpcId=vpc)['RouteTable']['RouteTableId']
do('CreateRoute', RouteTableId=table, DestinationCidrBlock='0.0.0.0/0', GatewayId=gateway)
do('CreateRoute', RouteTableId=table, DestinationIpv6CidrBlock='::/0', EgressOnlyInternetGatewayId=outward)
do('ReplaceRoute', RouteTableId=table, DestinationIpv6CidrBlock='::/0', GatewayId=gateway)
association = do('AssociateRouteTable', RouteTableId=table, SubnetId=subnet)['AssociationId']
association = do('ReplaceRouteTableAssociation', AssociationId=association, RouteTableId=second)['NewAssociationId']
association = do('ReplaceRouteTableAssociation', AssociationId=association, RouteTableId=table)['NewAssociationId']
acl = do('CreateNetworkAcl', VpcId=vpc)['NetworkAcl']['NetworkAclId']
rule = {'NetworkAclId': acl, 'RuleNumber': 100, 'Protocol': '6', 'Egress': False, 'CidrBlock': '0.0.0.0/0', 'PortRange': {'From': 22, 'To': 22}}
do('CreateNetworkAclEntry', RuleAction='allow', **rule)
do('ReplaceNetworkAclEntry', RuleAction='deny', **rule)
entry = next(a for n in do('DescribeNetworkAcls')['NetworkAcls'] for a in n['Associations'] if a['SubnetId'] == spare)
entry = do('ReplaceNetworkAclAssociation', AssociationId=entry['NetworkAclAssociationId'], NetworkAclId=acl)['NewAssociationId']
group = do('CreateSecurityGroup', GroupName='web', Description='web', VpcId=vpc, TagSpecifications=tags('security-group'))['GroupId']
ssh = [{'IpProtocol': 'tcp', 'FromPort': 22, 'ToPort': 22, 'IpRanges': [{'CidrIp': '0.0.0.0/0', 'Description': 'ssh'}]}]
opened = do('AuthorizeSecurityGroupIngress', GroupId=group, IpPermissions=ssh)['SecurityGroupRules'][0]['SecurityGroupRuleId']
outgoing = [{'IpProtocol': 'udp', 'FromPort': 53, 'ToPort': 53, 'UserIdGroupPairs': [{'GroupId': group}]}]
do('AuthorizeSecurityGroupEgress', GroupId=group, IpPermissions=outgoing)
do('UpdateSecurityGroupRuleDescriptionsIngress', GroupId=group, IpPermissions=ssh)
do('UpdateSecurityGroupRuleDescriptionsEgress', GroupId=group, IpPermissions=outgoing)
changed = {'IpProtocol': 'tcp', 'FromPort': 80, 'ToPort': 80, 'CidrIpv4': '10.0.0.0/8'}
do('ModifySecurityGroupRules', GroupId=group, SecurityGroupRules=[{'SecurityGroupRuleId': opened, 'SecurityGroupRule': changed}])
do('DescribeSecurityGroupReferences', GroupId=[group])
peering_state = lambda id: do('DescribeVpcPeeringConnections', VpcPeeringConnectionIds=[id])['VpcPeeringConnections'][0]['Status']['Code']
peering = do('CreateVpcPeeringConnection', VpcId=vpc, PeerVpcId=other)['VpcPeeringConnection']['VpcPeeringConnectionId']
wait('vpc_peering_connection_exists', VpcPeeringConnectionIds=[peering])
until(lambda: peering_state(peering) == 'pending-acceptance')
do('AcceptVpcPeeringConnection', VpcPeeringConnectionId=peering)
until(lambda: peering_state(peering) == 'active')
do('ModifyVpcPeeringConnectionOptions', VpcPeeringConnectionId=peering, RequesterPeeringConnectionOptions={'AllowDnsResolutionFromRemoteVpc': False})
third = do('CreateVpc', CidrBlock='10.53.0.0/16')['Vpc']['VpcId']
unwanted = do('CreateVpcPeeringConnection', VpcId=vpc, PeerVpcId=third)['VpcPeeringConnection']['VpcPeeringConnectionId']
until(lambda: peering_state(unwanted) == 'pending-acceptance')
do('RejectVpcPeeringConnection', VpcPeeringConnectionId=unwanted)
s3 = next(s for s in do('DescribeVpcEndpointServices')['ServiceNames'] if s.endswith('.s3'))
door = do('CreateVpcEndpoint', VpcId=vpc, ServiceName=s3, VpcEndpointType='Gateway', RouteTableIds=[table])['VpcEndpoint']['VpcEndpointId']
do('ModifyVpcEndpoint', VpcEndpointId=door, AddRouteTableIds=[second])
prefixes = do('DescribeManagedPrefixLists')['PrefixLists'][0]['PrefixListId']
do('GetManagedPrefixListEntries', PrefixListId=prefixes)

# Machines.
key = do('CreateKeyPair', KeyName='key', TagSpecifications=tags('key-pair'))
public = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBDGa2yBq1uyHIgJUYAwvqd5mD5dpJlX0nPcKHBZgN3C x'
do('ImportKeyPair', KeyName='imported', PublicKeyMaterial=public.encode())
do('CreatePlacementGroup', GroupName='spread', Strategy='spread')
data = {'ImageId': image, 'InstanceType': 't3.micro', 'KeyName': 'key'}
template = do('CreateLaunchTemplate', LaunchTemplateName='web', LaunchTemplateData=data)['LaunchTemplate']['LaunchTemplateId']
do('CreateLaunchTemplateVersion', LaunchTemplateId=template, SourceVersion='1', LaunchTemplateData={'InstanceType': 't3.small'})
do('ModifyLaunchTemplate', LaunchTemplateId=template, DefaultVersion='2')
do('DescribeLaunchTemplateVersions', LaunchTemplateId=template)
do('DeleteLaunchTemplateVersions', LaunchTemplateId=template, Versions=['1', '7'])
trust = json.dumps({'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': {'Service': 'ec2.amazonaws.com'}, 'Action': 'sts:AssumeRole'}]})
do('CreateRole', iam, RoleName='reader', AssumeRolePolicyDocument=trust, Tags=[{'Key': 'a', 'Value': 'b'}])
for name in ('one', 'two'):
    do('CreateInstanceProfile', iam, InstanceProfileName=name)
    do('AddRoleToInstanceProfile', iam, InstanceProfileName=name, RoleName='reader')
instance = do('RunInstances', ImageId=image, InstanceType='t3.micro', MinCount=1, MaxCount=1, SubnetId=subnet, SecurityGroupIds=[group], KeyName='key',
              Ipv6AddressCount=1, TagSpecifications=tags('instance'), IamInstanceProfile={'Name': 'one'})['Instances'][0]['InstanceId']
wait('instance_running', InstanceIds=[instance])
wait('instance_status_ok', InstanceIds=[instance])
profiles = lambda: do('DescribeIamInstanceProfileAssociations', Filters=[{'Name': 'instance-id', 'Values': [instance]}])['IamInstanceProfileAssociations']
settled = lambda: all(each['State'] == 'associated' for each in profiles())
until(settled)
do('ReplaceIamInstanceProfileAssociation', AssociationId=profiles()[0]['AssociationId'], IamInstanceProfile={'Name': 'two'})
until(settled)
do('DisassociateIamInstanceProfile', AssociationId=profiles()[0]['AssociationId'])
until(lambda: not profiles())
do('AssociateIamInstanceProfile', InstanceId=instance, IamInstanceProfile={'Name': 'one'})
for attribute in ('instanceType', 'userData', 'groupSet', 'blockDeviceMapping', 'disableApiTermination'):
    do('DescribeInstanceAttribute', InstanceId=instance, Attribute=attribute)
do('ModifyInstanceAttribute', InstanceId=instance, DisableApiTermination={'Value': False})
do('ResetInstanceAttribute', InstanceId=instance, Attribute='sourceDestCheck')
do('ModifyInstanceMetadataOptions', InstanceId=instance, HttpTokens='required')
do('ModifyInstanceMaintenanceOptions', InstanceId=instance, AutoRecovery='disabled')
do('ModifyInstanceCreditSpecification', InstanceCreditSpecifications=[{'InstanceId': instance, 'CpuCredits': 'standard'}])
do('DescribeInstanceCreditSpecifications', InstanceIds=[instance])
do('ModifyDefaultCreditSpecification', InstanceFamily='t3', CpuCredits='unlimited')
do('GetDefaultCreditSpecification', InstanceFamily='t3')
do('ModifyPrivateDnsNameOptions', InstanceId=instance, EnableResourceNameDnsARecord=True)
do('MonitorInstances', InstanceIds=[instance])
do('UnmonitorInstances', InstanceIds=[instance])
do('GetConsoleOutput', InstanceId=instance)
do('GetInstanceUefiData', InstanceId=instance)
do('GetPasswordData', InstanceId=instance)
do('GetLaunchTemplateData', InstanceId=instance)
do('RebootInstances', InstanceIds=[instance])
do('DescribeInstanceTypes', InstanceTypes=['t3.micro'])
face = do('CreateNetworkInterface', SubnetId=subnet, Groups=[group], TagSpecifications=tags('network-interface'))['NetworkInterface']['NetworkInterfaceId']
wait('network_interface_available', NetworkInterfaceIds=[face])
do('AssignPrivateIpAddresses', NetworkInterfaceId=face, SecondaryPrivateIpAddressCount=1)
second_ip = do('DescribeNetworkInterfaces', NetworkInterfaceIds=[face])['NetworkInterfaces'][0]['PrivateIpAddresses'][1]['PrivateIpAddress']
do('UnassignPrivateIpAddresses', NetworkInterfaceId=face, PrivateIpAddresses=[second_ip])
v6 = do('AssignIpv6Addresses', NetworkInterfaceId=face, Ipv6AddressCount=1)['AssignedIpv6Addresses']
do('UnassignIpv6Addresses', NetworkInterfaceId=face, Ipv6Addresses=v6)
do('DescribeNetworkInterfaceAttribute', NetworkInterfaceId=face, Attribute='description')
do('ModifyNetworkInterfaceAttribute', NetworkInterfaceId=face, Description={'Value': 'x'})
do('ResetNetworkInterfaceAttribute', NetworkInterfaceId=face, SourceDestCheck='true')
attachment = do('AttachNetworkInterface', NetworkInterfaceId=face, InstanceId=instance, DeviceIndex=1)['AttachmentId']
address = do('AllocateAddress', Domain='vpc')
link = do('AssociateAddress', AllocationId=address['AllocationId'], NetworkInterfaceId=face)['AssociationId']
do('DescribeAddressesAttribute', Attribute='domain-name')
do('ModifyAddressAttribute', AllocationId=address['AllocationId'], DomainName='a.example.com')
dns_names = lambda: do('DescribeAddressesAttribute', Attribute='domain-name', AllocationIds=[address['AllocationId']])['Addresses']
until(lambda: 'PtrRecordUpdate' not in dns_names()[0])
do('ResetAddressAttribute', AllocationId=address['AllocationId'], Attribute='domain-name')
nat_address = do('AllocateAddress', Domain='vpc')['AllocationId']
nat = do('CreateNatGateway', SubnetId=subnet, AllocationId=nat_address)['NatGateway']['NatGatewayId']
volume = do('CreateVolume', AvailabilityZone=zone, Size=8, VolumeType='gp3', TagSpecifications=tags('volume'))['VolumeId']
wait('volume_available', VolumeIds=[volume])
do('AttachVolume', VolumeId=volume, InstanceId=instance, Device='/dev/sdf')
do('DescribeVolumeAttribute', VolumeId=volume, Attribute='autoEnableIO')
do('ModifyVolumeAttribute', VolumeId=volume, AutoEnableIO={'Value': True})
do('ModifyVolume', VolumeId=volume, Size=10)
do('CreateTags', Resources=[volume, instance], Tags=[{'Key': 'a', 'Value': ''}])
do('DeleteTags', Resources=[volume], Tags=[{'Key': 'a'}])

# Roles and parameters.
path = '/aws/service/ami-amazon-linux-latest'
do('GetParameter', ssm, Name=f'{path}/al2023-ami-kernel-default-x86_64')
do('GetParameters', ssm, Names=[f'{path}/al2023-ami-kernel-default-x86_64', '/nope'])
do('GetParametersByPath', ssm, Path=path)
do('GetCallerIdentity', sts)
role, profile = {'RoleName': 'reader'}, {'InstanceProfileName': 'one'}
do('GetRole', iam, **role)
do('UpdateRole', iam, Description='x', **role)
do('UpdateAssumeRolePolicy', iam, PolicyDocument=trust, **role)
for action in ('ListAttachedRolePolicies', 'ListRolePolicies', 'ListRoleTags', 'ListInstanceProfilesForRole'):
    do(action, iam, **role)
for action in ('GetInstanceProfile', 'ListInstanceProfileTags'):
    do(action, iam, **profile)
do('GetUser', iam)
do('ListRoles', iam)
do('ListInstanceProfiles', iam)
for kind, named in (('Role', role), ('InstanceProfile', profile)):
    do(f'Tag{kind}', iam, Tags=[{'Key': 'c', 'Value': 'd'}], **named)
    do(f'Untag{kind}', iam, TagKeys=['c'], **named)

# All that can be asked for without being told of what.
for action in served:
    service, name = action.split(':')
    if service == 'ec2' and name.startswith('Describe'):
        try:
            getattr(ec2, xform_name(name))()
        except (ClientError, ParamValidationError):
            pass

# And away with it.
wait('nat_gateway_available', NatGatewayIds=[nat])
do('DeleteNatGateway', NatGatewayId=nat)
wait('volume_in_use', Filters=[{'Name': 'volume-id', 'Values': [volume]}, {'Name': 'attachment.status', 'Values': ['attached']}])
do('DetachVolume', VolumeId=volume)
wait('volume_available', VolumeIds=[volume])
do('DeleteVolume', VolumeId=volume)
do('DisassociateAddress', AssociationId=link)
do('DetachNetworkInterface', AttachmentId=attachment)
wait('network_interface_available', NetworkInterfaceIds=[face])
do('DeleteNetworkInterface', NetworkInterfaceId=face)
do('StopInstances', InstanceIds=[instance])
wait('instance_stopped', InstanceIds=[instance])
do('ModifyInstancePlacement', InstanceId=instance, GroupName='spread')
do('StartInstances', InstanceIds=[instance])
wait('instance_running', InstanceIds=[instance])
do('TerminateInstances', InstanceIds=[instance])
wait('instance_terminated', InstanceIds=[instance])
wait('nat_gateway_deleted', NatGatewayIds=[nat])
until(lambda: not any('PtrRecordUpdate' in each for each in dns_names()))
do('ReleaseAddress', AllocationId=address['AllocationId'])
do('DeletePlacementGroup', GroupName='spread')
do('DeleteLaunchTemplate', LaunchTemplateId=template)
do('DeleteKeyPair', KeyName='key')
do('DeleteVpcEndpoints', VpcEndpointIds=[door, 'vpce-0123456789abcdef0'])
do('DeleteVpcPeeringConnection', VpcPeeringConnectionId=peering)
do('RevokeSecurityGroupIngress', GroupId=group, SecurityGroupRuleIds=[opened])
do('RevokeSecurityGroupEgress', GroupId=group, IpPermissions=outgoing)
do('DeleteSecurityGroup', GroupId=group)
do('DeleteNetworkAclEntry', NetworkAclId=acl, RuleNumber=100, Egress=False)
first_acl = next(n for n in do('DescribeNetworkAcls')['NetworkAcls'] if n['VpcId'] == vpc and n['IsDefault'])['NetworkAclId']
do('ReplaceNetworkAclAssociation', AssociationId=entry, NetworkAclId=first_acl)
do('DeleteNetworkAcl', NetworkAclId=acl)
do('DisassociateRouteTable', AssociationId=association)
do('DeleteRoute', RouteTableId=table, DestinationCidrBlock='0.0.0.0/0')
do('DeleteRouteTable', RouteTableId=second)
do('DeleteEgressOnlyInternetGateway', EgressOnlyInternetGatewayId=outward)
do('DetachInternetGateway', InternetGatewayId=gateway, VpcId=vpc)
do('DeleteInternetGateway', InternetGatewayId=gateway)
do('DisassociateSubnetCidrBlock', AssociationId=six)
do('DeleteSubnet', SubnetId=spare)
do('AssociateDhcpOptions', DhcpOptionsId='default', VpcId=vpc)
do('DeleteDhcpOptions', DhcpOptionsId=options)
do('DeleteVpc', VpcId=third)
for name in ('one', 'two'):
    do('RemoveRoleFromInstanceProfile', iam, InstanceProfileName=name, RoleName='reader')
    do('DeleteInstanceProfile', iam, InstanceProfileName=name)
do('DeleteRole', iam, **role)
standard = next(v for v in do('DescribeVpcs')['Vpcs'] if v['IsDefault'])['VpcId']
for each in do('DescribeSubnets', Filters=[{'Name': 'vpc-id', 'Values': [standard]}])['Subnets']:
    do('DeleteSubnet', SubnetId=each['SubnetId'])
do('CreateDefaultSubnet', AvailabilityZone=zone)
far = strict.watch(boto3.client('ec2', region_name='eu-west-3'))
home = do('DescribeVpcs', far)['Vpcs'][0]['VpcId']
for each in do('DescribeSubnets', far)['Subnets']:
    do('DeleteSubnet', far, SubnetId=each['SubnetId'])
way = do('DescribeInternetGateways', far)['InternetGateways'][0]['InternetGatewayId']
do('DetachInternetGateway', far, InternetGatewayId=way, VpcId=home)
do('DeleteVpc', far, VpcId=home)
do('CreateDefaultVpc', far)

json.dump({
    'amiss': strict.amiss,
    'failed': failed,
    'never answered': [each for each in served if not each.startswith('sandbox:') and each.split(':')[1] not in strict.seen],
    'answers': sum(strict.seen.values()),
    'request ids': len(strict.request_ids),
}, sys.stdout, ensure_ascii=False)
