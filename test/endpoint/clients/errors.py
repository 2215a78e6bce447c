"""Tags, filters and pages, and every way of being refused, with boto3. Prints one JSON object."""

import datetime
import json
import sys

import boto3
import botocore.auth
from botocore.config import Config
from botocore.exceptions import ClientError

ec2 = boto3.client('ec2')
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
ec2.create_key_pair(KeyName='twice')
refusal('duplicate', ec2.create_key_pair, KeyName='twice')
ec2.delete_key_pair(KeyName='twice')
refusal('deleted', ec2.describe_key_pairs, KeyNames=['twice'])
refusal('not served', ec2.describe_transit_gateways)
refusal('not served, void', ec2.cancel_bundle_task, BundleId='bun-1')
refusal('no service', boto3.client('rds').describe_db_instances)

key = boto3.Session().get_credentials()
refusal('wrong secret', boto3.client('ec2', aws_access_key_id=key.access_key, aws_secret_access_key='wrong').describe_vpcs)
refusal('unknown key', boto3.client('ec2', aws_access_key_id='AKIAOTHER', aws_secret_access_key='x').describe_vpcs)
refusal('unknown key, sts', boto3.client('sts', aws_access_key_id='AKIAOTHER', aws_secret_access_key='x').get_caller_identity)
refusal('unknown key, ssm', boto3.client('ssm', aws_access_key_id='AKIAOTHER', aws_secret_access_key='x').get_parameter, Name='/a')
refusal('token of nobody', boto3.client('ec2', aws_access_key_id=key.access_key, aws_secret_access_key=key.secret_key, aws_session_token='x').describe_vpcs)
refusal('no region', boto3.client('ec2', region_name='mars-north-1').describe_vpcs)

now = botocore.auth.get_current_datetime
botocore.auth.get_current_datetime = lambda *given, **named: now(*given, **named) - datetime.timedelta(hours=1)
refusal('skewed', boto3.client('ec2', config=Config(retries={'total_max_attempts': 1})).describe_vpcs)
botocore.auth.get_current_datetime = now

ssm = boto3.client('ssm')
told['parameter'] = ssm.get_parameter(Name='/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64')['Parameter']['Type']
refusal('no parameter', ssm.get_parameter, Name='/nope')
told['no parameters'] = ssm.get_parameters(Names=['/nope', '/none'])['InvalidParameters']

iam = boto3.client('iam')
refusal('no role', iam.get_role, RoleName='nobody')
refusal('bad policy', iam.create_role, RoleName='x', AssumeRolePolicyDocument='{')
iam.create_role(RoleName='once', AssumeRolePolicyDocument='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}')
told['roles'] = [role['RoleName'] for page in iam.get_paginator('list_roles').paginate() for role in page['Roles']]
told['identity'] = boto3.client('sts').get_caller_identity()['Account']

json.dump(told, sys.stdout, ensure_ascii=False)
