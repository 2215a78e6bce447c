import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { at } from '../../scripts/lib/paths.mjs';
import { actionNames } from '../../src/region/aws/action-names';
import { skipReason } from '../support/skip';
import { clientEnvironment, whyNoBoto3 } from './support/client-environment';
import { askSandbox } from './support/raw-http';
import { end, keysIn, serve, type Served } from './support/served';

const run = promisify(execFile);

describe('boto3, against serve', function () {
  this.timeout(120_000);
  this.slow(30_000);
  let folder: string;
  let served: Served;
  let keys: Record<string, string>;

  before(async function () {
    const reason = await whyNoBoto3();
    if (reason !== undefined) {
      skipReason(this, reason);
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'cloud-sandbox-boto3-'));
    // Ten minutes a second: status checks and a Windows password come within a second, and what is terminated stays to be seen for six.
    served = await serve('--speed', '600', '--data', folder);
    keys = await keysIn(folder);
  });
  after(async () => {
    if (served) await end(served, 'SIGTERM');
    if (folder) await rm(folder, { recursive: true });
  });

  async function script(name: string, more: NodeJS.ProcessEnv = {}): Promise<Record<string, unknown>> {
    const { stdout } = await run('python3', [at('test/endpoint/clients', name)], { env: { ...clientEnvironment(served, keys), ...more } });
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  it('waits with every waiter whose action there is', async () => {
    const { all, amiss, ...waited } = await script('waiters.py');
    assert.deepEqual(amiss, []);
    // Those of botocore that are not waited with look at what is not simulated.
    const waiters = Object.entries(all as Record<string, string>);
    assert.ok(waiters.length > 40, String(waiters.length));
    for (const [name, action] of waiters) {
      assert.equal(
        Object.hasOwn(waited, name),
        (actionNames as readonly string[]).includes(`ec2:${action}`),
        `${name}, which asks for ${action}`,
      );
    }
    assert.deepEqual(waited, {
      image_exists: true,
      image_available: 'available',
      key_pair_exists: true,
      vpc_exists: true,
      vpc_available: 'available',
      subnet_available: 'available',
      security_group_exists: true,
      internet_gateway_exists: true,
      network_interface_available: 'available',
      launched: 'pending',
      instance_exists: true,
      instance_running: 'running',
      system_status_ok: 'ok',
      instance_status_ok: 'ok',
      volume_available: 'available',
      volume_in_use: 'in-use',
      volume_deleted: [],
      instance_stopped: 'stopped',
      instance_terminated: 'terminated',
      nat_gateway_available: 'available',
      nat_gateway_deleted: 'deleted',
      vpc_peering_connection_exists: true,
      vpc_peering_connection_deleted: true,
      // 2048 bits of RSA in base64.
      password_data_available: 344,
      role_exists: 'arn:aws:iam::123456789012:role/waiters',
      instance_profile_exists: ['waiters'],
    });
  });

  it("is answered in the exact shapes of botocore's models, by every action there is", async () => {
    await askSandbox(served.url, keys, 'Reset');
    const told = await script('shapes.py', { SERVED: actionNames.join(' ') });
    assert.deepEqual(told, {
      amiss: [],
      failed: [],
      'never answered': [],
      // Each answer has a request id of its own.
      answers: told['request ids'],
      'request ids': told['request ids'],
    });
    assert.ok((told['answers'] as number) > 200, String(told['answers']));
  });

  it('is told in its own protocol of services that are not there', async () => {
    const refused = (service: string, asked: string): [string, number, string] => [
      'UnsupportedOperation',
      400,
      `Cloud Sandbox does not simulate the service ${service} yet, and so cannot answer ${asked}`,
    ];
    assert.deepEqual(await script('other_services.py'), {
      autoscaling: refused('autoscaling', 'DescribeAutoScalingGroups'),
      elb: refused('elasticloadbalancing', 'DescribeLoadBalancers'),
      elbv2: refused('elasticloadbalancing', 'DescribeLoadBalancers'),
      cloudwatch: refused('monitoring', 'ListMetrics'),
      dynamodb: refused('dynamodb', 'ListTables'),
      lambda: refused('lambda', 'GET /2015-03-31/functions'),
      s3: refused('s3', 'GET /'),
      route53: refused('route53', 'GET /2013-04-01/hostedzone'),
      'wrong secret': refused('s3', 'GET /'),
    });
  });

  it('tags, filters, pages, and is refused as AWS does it', async () => {
    await askSandbox(served.url, keys, 'Reset');
    const { skewed, 'foreign token': foreign, 'wrong state': state, 'in use': inUse, ...told } = await script('errors.py');
    const credentials = 'AWS was not able to validate the provided access credentials';
    const token = 'The security token included in the request is invalid.';
    const [code, status, message] = skewed as [string, number, string];
    assert.deepEqual([code, status], ['RequestExpired', 400]);
    assert.match(message, /^Request has expired\. Signature expired: \d{8}T\d{6}Z is now earlier than .* - 15 min\.\)$/);
    assert.match((foreign as string[]).join(), /^InvalidNextToken,400,The token '\w+' is invalid$/);
    assert.match(
      (state as string[]).join(),
      /^IncorrectInstanceState,400,The instance 'i-\w+' is not in a state from which it can be started\.$/,
    );
    assert.match((inUse as string[]).join(), /^DependencyViolation,400,The vpc 'vpc-\w+' has dependencies and cannot be deleted\.$/);
    const wrongSignature =
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
    const [{ ResourceId: id }] = told['tags'] as [{ ResourceId: string }];
    assert.deepEqual(told, {
      'by tag': [0, 1, 2],
      'by literal star': [0, 1, 2],
      'by key': [1, 2],
      'by none': [],
      korean: 9,
      pages: [5, 5, 2],
      tags: [
        { Key: 'Name', ResourceId: id, ResourceType: 'instance', Value: 'db*1' },
        { Key: 'tier', ResourceId: id, ResourceType: 'instance', Value: 'db' },
      ],
      'not found': ['InvalidInstanceID.NotFound', 400, "The instance ID 'i-0123456789abcdef0' does not exist"],
      malformed: ['InvalidInstanceID.Malformed', 400, 'Invalid id: "i-xyz"'],
      'no image': ['InvalidAMIID.NotFound', 400, "The image id '[ami-0123456789abcdef0]' does not exist"],
      missing: ['MissingParameter', 400, 'The request must contain the parameter ImageId'],
      'dry run': ['DryRunOperation', 412, 'Request would have succeeded, but DryRun flag is set.'],
      'unknown filter': ['InvalidParameterValue', 400, "The filter 'nope' is invalid"],
      token: ['InvalidNextToken', 400, "The token 'x' is invalid"],
      'dry run of what fails': ['InvalidVpcID.NotFound', 400, "The vpc ID 'vpc-0123456789abcdef0' does not exist"],
      'same token': true,
      mismatch: [
        'IdempotentParameterMismatch',
        400,
        'The client token has already been used with different parameters in a previous request.',
      ],
      combination: ['InvalidParameterCombination', 400, 'The parameter instancesSet cannot be used with the parameter maxResults'],
      'page size': [
        'InvalidParameterValue',
        400,
        'Value ( 4 ) for parameter maxResults is invalid. Expecting a value greater than or equal to 5.',
      ],
      'vcpu limit': [
        'VcpuLimitExceeded',
        400,
        'You have requested more vCPU capacity than your current vCPU limit of 2000 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.',
      ],
      // With the default one these are five.
      limit: [4, 'VpcLimitExceeded', 'The maximum number of VPCs has been reached.'],
      conflict: ['InvalidSubnet.Conflict', 400, "The CIDR '10.60.1.0/25' conflicts with another subnet"],
      'duplicate rule': [
        'InvalidPermission.Duplicate',
        400,
        'the specified rule "peer: 10.0.0.0/8, TCP, from port: 22, to port: 22, ALLOW" already exists',
      ],
      'malformed cidr': [
        'InvalidParameterValue',
        400,
        'Value (10.0.0.0) for parameter cidrBlock is invalid. This is not a valid CIDR block.',
      ],
      'no such type': ['InvalidParameterValue', 400, "Invalid value 'x9.huge' for InstanceType."],
      duplicate: ['InvalidKeyPair.Duplicate', 400, 'The keypair already exists'],
      deleted: ['InvalidKeyPair.NotFound', 400, "The key pair 'twice' does not exist"],
      'not served': [
        'UnsupportedOperation',
        400,
        'AWS has the action ec2:DescribeTransitGateways, but Cloud Sandbox does not simulate it yet',
      ],
      'not served, void': [
        'UnsupportedOperation',
        400,
        'AWS has the action ec2:CancelBundleTask, but Cloud Sandbox does not simulate it yet',
      ],
      'no service': [
        'UnsupportedOperation',
        400,
        'Cloud Sandbox does not simulate the service rds yet, and so cannot answer DescribeDBInstances',
      ],
      'wrong secret': ['AuthFailure', 401, `${credentials}. ${wrongSignature}`],
      'unknown key': ['AuthFailure', 401, credentials],
      'unknown key, sts': ['InvalidClientTokenId', 403, token],
      'unknown key, ssm': ['UnrecognizedClientException', 400, token],
      'token of nobody': ['AuthFailure', 401, credentials],
      'no region': ['AuthFailure', 401, `${credentials}. Credential should be scoped to a valid region, not 'mars-north-1'.`],
      parameter: 'String',
      'no parameter': ['ParameterNotFound', 400, ''],
      'no parameters': ['/nope', '/none'],
      'no role': ['NoSuchEntity', 404, 'The role with name nobody cannot be found.'],
      'bad policy': ['MalformedPolicyDocument', 400, 'This policy contains invalid Json'],
      roles: ['once'],
      'role twice': ['EntityAlreadyExists', 409, 'Role with name once already exists.'],
      'bad marker': ['ValidationError', 400, 'Invalid Marker: x'],
      'bad token, ssm': ['InvalidNextToken', 400, "The token 'x' is invalid"],
      'wrong secret, sts': ['SignatureDoesNotMatch', 403, wrongSignature],
      'wrong secret, ssm': ['InvalidSignatureException', 400, wrongSignature],
      'not served, iam': ['UnsupportedOperation', 400, 'AWS has the action iam:ListUsers, but Cloud Sandbox does not simulate it yet'],
      'not served, ssm': [
        'UnsupportedOperationException',
        400,
        'AWS has the action ssm:DescribeParameters, but Cloud Sandbox does not simulate it yet',
      ],
      amiss: [],
      identity: '123456789012',
    });
  });
});
