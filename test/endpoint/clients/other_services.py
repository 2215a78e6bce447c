"""Asks services that the account does not have, one of each protocol. Prints how each is refused as one JSON object."""

import json
import sys

import boto3
from botocore.exceptions import ClientError

asked = {
    'autoscaling': 'describe_auto_scaling_groups',
    'elb': 'describe_load_balancers',
    'elbv2': 'describe_load_balancers',
    'cloudwatch': 'list_metrics',
    'dynamodb': 'list_tables',
    'lambda': 'list_functions',
    's3': 'list_buckets',
    'route53': 'list_hosted_zones',
}


def refusal(client, action):
    try:
        getattr(client, action)()
    except ClientError as error:
        answer = error.response
        return [answer['Error']['Code'], answer['ResponseMetadata']['HTTPStatusCode'], answer['Error']['Message']]
    return 'it succeeded'


told = {name: refusal(boto3.client(name), action) for name, action in asked.items()}
told['wrong secret'] = refusal(boto3.client('s3', aws_access_key_id='AKIAOTHER', aws_secret_access_key='x'), 'list_buckets')
json.dump(told, sys.stdout)
