import type { EndpointState } from '../../shared/worker';

/**
 * Services that people write configurations for, by the names of Terraform's AWS provider 5: those that the endpoint serves, and others, so that the
 * endpoint says that it does not simulate them and no request goes on to AWS.
 */
const services = [
  'acm apigateway apigatewayv2 appautoscaling athena autoscaling backup batch budgets ce cloudcontrol cloudformation cloudfront cloudtrail',
  'cloudwatch codebuild codecommit codedeploy codepipeline cognitoidentity cognitoidp config dlm docdb ds dynamodb ec2 ecr ecs efs eks',
  'elasticache elasticbeanstalk elb elbv2 emr events firehose fsx glacier globalaccelerator glue guardduty iam imagebuilder inspector2 kafka',
  'kinesis kms lambda licensemanager lightsail logs mq neptune networkfirewall networkmanager opensearch organizations pipes pricing ram rbin',
  'rds redshift resourcegroups resourcegroupstaggingapi route53 route53resolver s3 sagemaker scheduler secretsmanager securityhub',
  'servicediscovery servicequotas ses sesv2 sfn shield sns sqs ssm ssoadmin sts transfer vpclattice waf wafv2 workspaces xray',
]
  .join(' ')
  .split(' ');

/** A proxy that does not exist, by a name that never will (RFC 6761, .invalid): requests to AWS itself end there at once. */
const nowhere = 'http://not-in-the-cloud-sandbox.invalid';

function variable(name: string, value: string, sensitive: boolean): string {
  const column = sensitive ? 9 : 7;
  const line = (attribute: string, expression: string): string => `  ${attribute.padEnd(column)} = ${expression}\n`;
  return `variable "${name}" {\n${line('type', 'string')}${line('default', `"${value}"`)}${sensitive ? line('sensitive', 'true') : ''}}\n`;
}

/**
 * The provider block that leads Terraform to the endpoint, in the form `terraform fmt` gives it. Credentials are not checked by another call, and no
 * machine's metadata is asked for some; the account's id is asked for, because ARNs are made of it and STS answers it. No service is left to lead to
 * AWS: the usual ones have their endpoint, and what has none would be reached over HTTPS, through a proxy that is not there. S3 has its bucket in the
 * path, because the endpoint's name takes none in front.
 * @param keys from the `environment`, as AWS's tools take them, or as `variables` with the account's own as their defaults
 */
export function terraformProvider(endpoint: Required<EndpointState>, region: string, keys: 'environment' | 'variables'): string {
  const { url, accessKeyId, secretAccessKey } = endpoint;
  const own = keys === 'variables';
  const column = Math.max(...services.map(({ length }) => length));
  const variables = own
    ? `${variable('cloud_sandbox_access_key', accessKeyId, false)}\n${variable('cloud_sandbox_secret_key', secretAccessKey, true)}\n`
    : '';
  const given = own
    ? `  access_key                  = var.cloud_sandbox_access_key
  secret_key                  = var.cloud_sandbox_secret_key
`
    : '';
  return `${variables}provider "aws" {
  region                      = "${region}"
${given}  skip_credentials_validation = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true

  # Services without an endpoint below end here, not at AWS.
  https_proxy = "${nowhere}"

  endpoints {
${services.map((service) => `    ${service.padEnd(column)} = "${url}"\n`).join('')}  }
}
`;
}
