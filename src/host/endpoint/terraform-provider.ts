import type { EndpointState } from '../../shared/worker';

/** Services that the endpoint serves, by the names of Terraform's AWS provider. */
const services = ['ec2', 'iam', 'ssm', 'sts'];

function variable(name: string, value: string, sensitive: boolean): string {
  const column = sensitive ? 9 : 7;
  const line = (attribute: string, expression: string): string => `  ${attribute.padEnd(column)} = ${expression}\n`;
  return `variable "${name}" {\n${line('type', 'string')}${line('default', `"${value}"`)}${sensitive ? line('sensitive', 'true') : ''}}\n`;
}

/**
 * The provider block that leads Terraform to the endpoint, in the form `terraform fmt` gives it. Credentials are not checked by another call, and no
 * machine's metadata is asked for some; the account's id is asked for, because ARNs are made of it and STS answers it.
 * @param keys from the `environment`, as AWS's tools take them, or as `variables` with the account's own as their defaults
 */
export function terraformProvider(endpoint: Required<EndpointState>, region: string, keys: 'environment' | 'variables'): string {
  const { url, accessKeyId, secretAccessKey } = endpoint;
  const own = keys === 'variables';
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

  endpoints {
${services.map((service) => `    ${service} = "${url}"\n`).join('')}  }
}
`;
}
