"""Tags, filters and pages, and every way of being refused, with boto3. Prints one JSON object."""

import datetime
import json
import sys

import boto3
import botocore.auth
from botocore.config import Config
from botocore.exceptions import ClientError

import strict


def client(*given, **named):
    return strict.watch(boto3.client(*given, **named))


ec2 = client('ec2')
told = {}


def refusal(name, call, **asked):
    try:
        call(**asked)
        told[name] = 'it succeeded'
    except ClientError as error:
        answer = error.response
        told[name] = [answer['Error']['Code'], answer['ResponseMetadata']['HTTPStatusCode'], answer['Error']['Message']]


image = next(i for i in ec2.describe_images(Owners=['amazon'])['Images'] if i['Name'].startswith('al2023-ami-2') and i['Architecture'] == 'x86_64')['ImageId']
tags = [{'ResourceType': 'instance', 'Tags': [{'Key': 'Name', 'Value': '웹 <1> & "2"'}, {'Key': 'team', 'Value': ''}]}]
ids = [i['InstanceId'] for i in ec2.run_instances(ImageId=image, InstanceType='t3.micro', MinCount=12, MaxCount=12, TagSpecifications=tags)['Instances']]
ec2.create_tags(Resources=ids[:3], Tags=[{'Key': 'tier', 'Value': 'db'}, {'Key': 'Name', 'Value': 'db*1'}])
ec2.delete_tags(Resources=ids[:1], Tags=[{'Key': 'team'}])


def matching(*filters):
    found = ec2.describe_instances(Filters=[{'Name': name, 'Values': list(values)} for name, *values in filters])
    return [ids.index(i['InstanceId']) for r in found['Reservations'] for i in r['Instances']]


told['by tag'] = matching(('tag:tier', 'db', 'web'))
told['by literal star'] = matching(('tag:Name', 'db\\*?'))
told['by key'] = matching(('tag-key', 'team'), ('tag:tier', '*'))
told['by none'] = matching(('tag:Name', 'none'))
told['korean'] = len(matching(('tag:Name', '웹*')))
pages = list(ec2.get_paginator('describe_instances').paginate(PaginationConfig={'PageSize': 5}))
told['pages'] = [sum(len(r['Instances']) for r in page['Reservations']) for page in pages]
told['tags'] = ec2.describe_tags(Filters=[{'Name': 'resource-id', 'Values': [ids[0]]}])['Tags']

refusal('not found', ec2.describe_instances, InstanceIds=['i-0123456789abcdef0'])
refusal('malformed', ec2.describe_instances, InstanceIds=['i-xyz'])
refusal('no image', ec2.run_instances, ImageId='ami-0123456789abcdef0', MinCount=1, MaxCount=1)
refusal('missing', ec2.run_instances, MinCount=1, MaxCount=1)
refusal('dry run', ec2.run_instances, ImageId=image, InstanceType='t3.micro', MinCount=1, MaxCount=1, DryRun=True)
refusal('unknown filter', ec2.describe_instances, Filters=[{'Name': 'nope', 'Values': ['x']}])
refusal('token', ec2.describe_instances, NextToken='x')
one = {'ImageId': image, 'InstanceType': 't3.micro', 'MinCount': 1, 'MaxCount': 1}
refusal('dry run of what fails', ec2.create_subnet, VpcId='vpc-0123456789abcdef0', CidrBlock='10.0.0.0/24', DryRun=True)
first = ec2.run_instances(ClientToken='once', **one)['Instances'][0]['InstanceId']
told['same token'] = ec2.run_instances(ClientToken='once', **one)['Instances'][0]['InstanceId'] == first
refusal('mismatch', ec2.run_instances, ClientToken='once', **{**one, 'InstanceType': 't3.small'})
ec2.terminate_instances(InstanceIds=[first])
refusal('wrong state', ec2.start_instances, InstanceIds=[first])
refusal('combination', ec2.describe_instances, InstanceIds=ids[:1], MaxResults=5)
refusal('page size', ec2.describe_instances, MaxResults=4)
refusal('foreign token', ec2.describe_volumes, MaxResults=5, NextToken=ec2.describe_instances(MaxResults=5)['NextToken'])
refusal('vcpu limit', ec2.run_instances, **{**one, 'InstanceType': 'm5.24xlarge', 'MinCount': 100, 'MaxCount': 100})
vpcs = []
for index in range(6):
    try:
        vpcs.append(ec2.create_vpc(CidrBlock='10.60.0.0/16')['Vpc']['VpcId'])
    except ClientError as error:
        told['limit'] = [len(vpcs), error.response['Error']['Code'], error.response['Error']['Message']]
subnet = ec2.create_subnet(VpcId=vpcs[0], CidrBlock='10.60.1.0/24')['Subnet']['SubnetId']
refusal('in use', ec2.delete_vpc, VpcId=vpcs[0])
refusal('conflict', ec2.create_subnet, VpcId=vpcs[0], CidrBlock='10.60.1.0/25')
group = ec2.describe_security_groups()['SecurityGroups'][0]['GroupId']
rule = {'GroupId': group, 'IpPermissions': [{'IpProtocol': 'tcp', 'FromPort': 22, 'ToPort': 22, 'IpRanges': [{'CidrIp': '10.0.0.0/8'}]}]}
ec2.authorize_security_group_ingress(**rule)
refusal('duplicate rule', ec2.authorize_security_group_ingress, **rule)
refusal('malformed cidr', ec2.create_vpc, CidrBlock='10.0.0.0')
refusal('no such type', ec2.run_instances, **{**one, 'InstanceType': 'x9.huge'})
ec2.create_key_pair(KeyName='twice')
refusal('duplicate', ec2.create_key_pair, KeyName='twice')
ec2.delete_key_pair(KeyName='twice')
refusal('deleted', ec2.describe_key_pairs, KeyNames=['twice'])
refusal('not served', ec2.describe_transit_gateways)
refusal('not served, void', ec2.cancel_bundle_task, BundleId='bun-1')
refusal('no service', boto3.client('rds').describe_db_instances)

key = boto3.Session().get_credentials()
refusal('wrong secret', client('ec2', aws_access_key_id=key.access_key, aws_secret_access_key='wrong').describe_vpcs)
refusal('unknown key', client('ec2', aws_access_key_id='AKIAOTHER', aws_secret_access_key='x').describe_vpcs)
refusal('unknown key, sts', client('sts', aws_access_key_id='AKIAOTHER', aws_secret_access_key='x').get_caller_identity)
refusal('unknown key, ssm', client('ssm', aws_access_key_id='AKIAOTHER', aws_secret_access_key='x').get_parameter, Name='/a')
refusal('token of nobody', client('ec2', aws_access_key_id=key.access_key, aws_secret_access_key=key.secret_key, aws_session_token='x').describe_vpcs)
refusal('no region', client('ec2', region_name='mars-north-1').describe_vpcs)

now = botocore.auth.get_current_datetime
botocore.auth.get_current_datetime = lambda *given, **named: now(*given, **named) - datetime.timedelta(hours=1)
refusal('skewed', client('ec2', config=Config(retries={'total_max_attempts': 1})).describe_vpcs)
botocore.auth.get_current_datetime = now

ssm = client('ssm')
told['parameter'] = ssm.get_parameter(Name='/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64')['Parameter']['Type']
refusal('no parameter', ssm.get_parameter, Name='/nope')
told['no parameters'] = ssm.get_parameters(Names=['/nope', '/none'])['InvalidParameters']

iam = client('iam')
refusal('no role', iam.get_role, RoleName='nobody')
refusal('bad policy', iam.create_role, RoleName='x', AssumeRolePolicyDocument='{')
iam.create_role(RoleName='once', AssumeRolePolicyDocument='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}')
told['roles'] = [role['RoleName'] for page in iam.get_paginator('list_roles').paginate() for role in page['Roles']]
refusal('role twice', iam.create_role, RoleName='once', AssumeRolePolicyDocument='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}')
refusal('bad marker', iam.list_roles, Marker='x')
refusal('bad token, ssm', ssm.get_parameters_by_path, Path='/aws/service/ami-amazon-linux-latest', NextToken='x')
refusal('wrong secret, sts', client('sts', aws_access_key_id=key.access_key, aws_secret_access_key='wrong').get_caller_identity)
refusal('wrong secret, ssm', client('ssm', aws_access_key_id=key.access_key, aws_secret_access_key='wrong').get_parameter, Name='/a')
refusal('not served, iam', iam.list_users)
refusal('not served, ssm', ssm.describe_parameters)
told['amiss'] = strict.amiss
told['identity'] = client('sts').get_caller_identity()['Account']

json.dump(told, sys.stdout, ensure_ascii=False)
