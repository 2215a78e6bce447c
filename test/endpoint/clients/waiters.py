"""Walks through an account with boto3 and waits with boto3's own waiters for everything on the way.

Prints one JSON object: each waiter's name and what the waited-for thing is like afterwards. The waiters look every half second instead of
every 15 or 20: their delay is the only thing of theirs that is changed.
"""

import json
import sys

import boto3
from botocore import xform_name

import strict

ec2 = strict.watch(boto3.client('ec2'))
waited = {}


def wait(name, **asked):
    ec2.get_waiter(name).wait(WaiterConfig={'Delay': 0.5, 'MaxAttempts': 60}, **asked)


def note(name, after):
    waited[name] = after


def state_of(instance):
    return ec2.describe_instances(InstanceIds=[instance])['Reservations'][0]['Instances'][0]['State']['Name']


images = ec2.describe_images(Owners=['amazon'])['Images']
linux = next(i for i in images if i['Name'].startswith('al2023-ami-2') and i['Architecture'] == 'x86_64')
windows = next(i for i in images if i.get('Platform') == 'windows' and i['Name'].startswith('Windows_Server-2022-English-Full-Base'))

wait('image_exists', ImageIds=[linux['ImageId']])
note('image_exists', True)
wait('image_available', ImageIds=[linux['ImageId']])
note('image_available', linux['State'])

key = ec2.create_key_pair(KeyName='waiters')
wait('key_pair_exists', KeyNames=['waiters'])
note('key_pair_exists', key['KeyMaterial'].startswith('-----BEGIN'))

vpc = ec2.create_vpc(CidrBlock='10.20.0.0/16')['Vpc']['VpcId']
wait('vpc_exists', VpcIds=[vpc])
note('vpc_exists', True)
wait('vpc_available', VpcIds=[vpc])
note('vpc_available', ec2.describe_vpcs(VpcIds=[vpc])['Vpcs'][0]['State'])

subnet = ec2.create_subnet(VpcId=vpc, CidrBlock='10.20.1.0/24')['Subnet']['SubnetId']
wait('subnet_available', SubnetIds=[subnet])
note('subnet_available', ec2.describe_subnets(SubnetIds=[subnet])['Subnets'][0]['State'])

group = ec2.create_security_group(GroupName='waiters', Description='waiters', VpcId=vpc)['GroupId']
wait('security_group_exists', GroupIds=[group])
note('security_group_exists', True)

gateway = ec2.create_internet_gateway()['InternetGateway']['InternetGatewayId']
wait('internet_gateway_exists', InternetGatewayIds=[gateway])
note('internet_gateway_exists', True)
ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)

interface = ec2.create_network_interface(SubnetId=subnet, Groups=[group])['NetworkInterface']['NetworkInterfaceId']
wait('network_interface_available', NetworkInterfaceIds=[interface])
note('network_interface_available', ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])['NetworkInterfaces'][0]['Status'])

launched = ec2.run_instances(ImageId=linux['ImageId'], InstanceType='t3.micro', MinCount=1, MaxCount=1)['Instances'][0]
instance, zone = launched['InstanceId'], launched['Placement']['AvailabilityZone']
note('launched', launched['State']['Name'])
wait('instance_exists', InstanceIds=[instance])
note('instance_exists', True)
wait('instance_running', InstanceIds=[instance])
note('instance_running', state_of(instance))
wait('system_status_ok', InstanceIds=[instance])
wait('instance_status_ok', InstanceIds=[instance])
status = ec2.describe_instance_status(InstanceIds=[instance])['InstanceStatuses'][0]
note('system_status_ok', status['SystemStatus']['Status'])
note('instance_status_ok', status['InstanceStatus']['Status'])

volume = ec2.create_volume(AvailabilityZone=zone, Size=8)['VolumeId']
wait('volume_available', VolumeIds=[volume])
note('volume_available', ec2.describe_volumes(VolumeIds=[volume])['Volumes'][0]['State'])
ec2.attach_volume(VolumeId=volume, InstanceId=instance, Device='/dev/sdf')
wait('volume_in_use', VolumeIds=[volume])
# It is in use from the moment it begins to be attached; only when it is can it be detached.
wait('volume_in_use', Filters=[{'Name': 'volume-id', 'Values': [volume]}, {'Name': 'attachment.status', 'Values': ['attached']}])
note('volume_in_use', ec2.describe_volumes(VolumeIds=[volume])['Volumes'][0]['State'])
ec2.detach_volume(VolumeId=volume)
wait('volume_available', VolumeIds=[volume])
ec2.delete_volume(VolumeId=volume)
wait('volume_deleted', VolumeIds=[volume])
note('volume_deleted', ec2.describe_volumes(Filters=[{'Name': 'volume-id', 'Values': [volume]}])['Volumes'])

ec2.stop_instances(InstanceIds=[instance])
wait('instance_stopped', InstanceIds=[instance])
note('instance_stopped', state_of(instance))
ec2.terminate_instances(InstanceIds=[instance])
wait('instance_terminated', InstanceIds=[instance])
note('instance_terminated', state_of(instance))

address = ec2.allocate_address(Domain='vpc')['AllocationId']
nat = ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)['NatGateway']['NatGatewayId']
wait('nat_gateway_available', NatGatewayIds=[nat])
note('nat_gateway_available', ec2.describe_nat_gateways(NatGatewayIds=[nat])['NatGateways'][0]['State'])
ec2.delete_nat_gateway(NatGatewayId=nat)
wait('nat_gateway_deleted', NatGatewayIds=[nat])
note('nat_gateway_deleted', ec2.describe_nat_gateways(NatGatewayIds=[nat])['NatGateways'][0]['State'])

other = ec2.create_vpc(CidrBlock='10.21.0.0/16')['Vpc']['VpcId']
peering = ec2.create_vpc_peering_connection(VpcId=vpc, PeerVpcId=other)['VpcPeeringConnection']['VpcPeeringConnectionId']
wait('vpc_peering_connection_exists', VpcPeeringConnectionIds=[peering])
note('vpc_peering_connection_exists', True)
ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering)
wait('vpc_peering_connection_deleted', VpcPeeringConnectionIds=[peering])
note('vpc_peering_connection_deleted', True)

server = ec2.run_instances(ImageId=windows['ImageId'], InstanceType='t3.large', MinCount=1, MaxCount=1, KeyName='waiters')['Instances'][0]['InstanceId']
wait('password_data_available', InstanceId=server)
note('password_data_available', len(ec2.get_password_data(InstanceId=server)['PasswordData']))

iam = strict.watch(boto3.client('iam'))
trust = {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': {'Service': 'ec2.amazonaws.com'}, 'Action': 'sts:AssumeRole'}]}
iam.create_role(RoleName='waiters', AssumeRolePolicyDocument=json.dumps(trust))
iam.get_waiter('role_exists').wait(RoleName='waiters', WaiterConfig={'Delay': 0.5})
note('role_exists', iam.get_role(RoleName='waiters')['Role']['Arn'])
iam.create_instance_profile(InstanceProfileName='waiters')
iam.get_waiter('instance_profile_exists').wait(InstanceProfileName='waiters', WaiterConfig={'Delay': 0.5})
iam.add_role_to_instance_profile(InstanceProfileName='waiters', RoleName='waiters')
profile = iam.get_instance_profile(InstanceProfileName='waiters')['InstanceProfile']
note('instance_profile_exists', [role['RoleName'] for role in profile['Roles']])

# The waiters there are, and the actions by which they look.
models = boto3.Session()._session.get_component('data_loader').load_service_model('ec2', 'waiters-2')['waiters']
note('all', {xform_name(name): waiter['operation'] for name, waiter in models.items()})
note('amiss', strict.amiss)

json.dump(waited, sys.stdout)
