import assert from 'node:assert/strict';
import { ec2 } from '../../src/endpoint/generated/ec2';
import { ec2Protocol } from '../../src/endpoint/protocols/ec2';
import { WireRequest } from '../../src/endpoint/wire';
import { replyText } from './support/reply-text';

const protocol = ec2Protocol(ec2);
const post = (body: string, target = '/') => new WireRequest('POST', target, [], Buffer.from(body));
const decode = (action: string, form: string) => protocol.decode(post(`Action=${action}&Version=2016-11-15&${form}`), action);
const body = (action: string, output: Record<string, unknown>) => replyText(protocol.encode(action, output, 'r-1', post('')));
const refusal = (code: string, message: string | RegExp, status = 400) => ({ code, message, status, fault: 'Sender' });

describe('Protocol ec2, requests', () => {
  it('reads what the AWS CLI sends for run-instances', () => {
    const form =
      'BlockDeviceMapping.1.DeviceName=%2Fdev%2Fxvda&BlockDeviceMapping.1.Ebs.VolumeSize=16&BlockDeviceMapping.1.Ebs.DeleteOnTermination=true' +
      '&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&KeyName=k&MaxCount=2&MinCount=1&SecurityGroupId.1=sg-1&SecurityGroupId.2=sg-2' +
      '&UserData=IyEvYmluL3No&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=web+1' +
      '&TagSpecification.1.Tag.2.Key=%ED%8C%80&TagSpecification.1.Tag.2.Value=&ClientToken=5f0a&DryRun=false' +
      '&NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.AssociatePublicIpAddress=true&NetworkInterface.1.SecurityGroupId.1=sg-3';
    assert.deepEqual(decode('RunInstances', form), {
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 16, DeleteOnTermination: true } }],
      ImageId: 'ami-0abcdef1234567890',
      InstanceType: 't3.micro',
      KeyName: 'k',
      MaxCount: 2,
      MinCount: 1,
      SecurityGroupIds: ['sg-1', 'sg-2'],
      UserData: 'IyEvYmluL3No',
      TagSpecifications: [
        {
          ResourceType: 'instance',
          Tags: [
            { Key: 'Name', Value: 'web 1' },
            { Key: '팀', Value: '' },
          ],
        },
      ],
      ClientToken: '5f0a',
      DryRun: false,
      NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: true, Groups: ['sg-3'] }],
    });
  });

  it('orders lists by number and passes over gaps', () => {
    const input = decode(
      'DescribeInstances',
      'InstanceId.10=i-c&InstanceId.2=i-a&InstanceId.3=i-b&Filter.7.Name=tag:Name&Filter.7.Value.2=y&Filter.7.Value.1=x',
    );
    assert.deepEqual(input, { InstanceIds: ['i-a', 'i-b', 'i-c'], Filters: [{ Name: 'tag:Name', Values: ['x', 'y'] }] });
  });

  it('reads a query string and a body as one form, and passes over parameters of signatures', () => {
    const request = post('InstanceId.1=i-1', '/?Action=StopInstances&Version=2016-11-15&Force=true&X-Amz-Date=20260102T030405Z&Expires=1');
    assert.equal(protocol.actionOf(request), 'StopInstances');
    assert.deepEqual(protocol.decode(request, 'StopInstances'), { InstanceIds: ['i-1'], Force: true });
  });

  it('reads base64 of public keys as bytes', () => {
    assert.deepEqual(decode('ImportKeyPair', 'KeyName=k&PublicKeyMaterial=c3NoLXJzYQ%3D%3D'), {
      KeyName: 'k',
      PublicKeyMaterial: new TextEncoder().encode('ssh-rsa'),
    });
  });

  it('reads a name with nothing behind it as an empty list or structure', () => {
    assert.deepEqual(decode('RunInstances', 'SecurityGroupId=&Placement='), { SecurityGroupIds: [], Placement: {} });
  });

  it('refuses what is no parameter, by its full name', () => {
    const unknown = (name: string) => refusal('UnknownParameter', `The parameter ${name} is not recognized`);
    assert.throws(() => decode('DescribeInstances', 'InstanceIds.1=i-1'), unknown('InstanceIds.1'));
    assert.throws(() => decode('DescribeInstances', 'Filter.1.Nam=x'), unknown('Filter.1.Nam'));
    assert.throws(() => decode('DescribeInstances', 'Filter.x.Name=x'), unknown('Filter.x.Name'));
    assert.throws(() => decode('DescribeInstances', 'InstanceId.0=i-1'), unknown('InstanceId.0'));
    assert.throws(() => decode('DescribeInstances', 'InstanceId.99999999999999999999=i-1'), unknown('InstanceId.99999999999999999999'));
    assert.throws(() => decode('DescribeInstances', 'InstanceId.1.x=i-1'), unknown('InstanceId.1.x'));
    assert.throws(() => decode('DescribeInstances', 'InstanceId=i-1'), unknown('InstanceId'));
    assert.throws(() => decode('RunInstances', '__proto__.polluted=1'), unknown('__proto__.polluted'));
    assert.throws(() => decode('RunInstances', 'constructor=1'), unknown('constructor'));
  });

  it('refuses values that are not of their kind', () => {
    const invalid = (value: string, name: string, kind: string) =>
      refusal('InvalidParameterValue', `Value (${value}) for parameter ${name} is invalid. Parameter must be ${kind}.`);
    assert.throws(() => decode('RunInstances', 'MinCount=two'), invalid('two', 'MinCount', 'an integer'));
    assert.throws(() => decode('RunInstances', 'MinCount=1.5'), invalid('1.5', 'MinCount', 'an integer'));
    assert.throws(() => decode('RunInstances', 'MinCount='), invalid('', 'MinCount', 'an integer'));
    assert.throws(() => decode('RunInstances', 'MinCount=9007199254740993'), invalid('9007199254740993', 'MinCount', 'an integer'));
    assert.throws(() => decode('RunInstances', 'DryRun=yes'), invalid('yes', 'DryRun', 'a boolean'));
    assert.throws(() => decode('ImportKeyPair', 'PublicKeyMaterial=%21'), invalid('!', 'PublicKeyMaterial', 'base64-encoded'));
  });

  it('refuses characters XML cannot hold', () => {
    const expected = refusal('InvalidCharacter', 'The parameter KeyName contains a character that is not valid');
    for (const bad of ['%00', '%0B', '%EF%BF%BE']) assert.throws(() => decode('CreateKeyPair', `KeyName=a${bad}b`), expected);
    assert.deepEqual(decode('CreateKeyPair', 'KeyName=a%09%0A%F0%9F%98%80'), { KeyName: 'a\t\n😀' });
  });

  it('refuses broken encodings, repeated names and two names of one value', () => {
    const malformed = refusal('MalformedQueryString', 'The query string contains a syntax error');
    assert.throws(() => decode('CreateKeyPair', 'KeyName=%'), malformed);
    assert.throws(() => decode('CreateKeyPair', 'KeyName=%ED%A0%80'), malformed);
    assert.throws(
      () => decode('CreateKeyPair', 'KeyName=a&KeyName=b'),
      refusal('InvalidQueryParameter', 'The parameter KeyName is given more than once'),
    );
    assert.throws(
      () => decode('StopInstances', 'InstanceId.1=a&InstanceId.01=b'),
      refusal('UnknownParameter', 'The parameter InstanceId.01 is not recognized'),
    );
  });

  it('asks for action and version', () => {
    const actionOf = (form: string) => () => protocol.actionOf(post(form));
    assert.throws(actionOf(''), refusal('MissingAction', 'The request is missing an action or a required parameter'));
    assert.throws(actionOf('Action=RunInstances'), refusal('MissingParameter', 'The request must contain the parameter Version'));
    assert.throws(
      actionOf('Action=RunInstances&Version=2006-06-26'),
      refusal('NoSuchVersion', 'The requested version (2006-06-26) of service AmazonEC2 does not exist'),
    );
  });
});

const open = (action: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">\n<requestId>r-1</requestId>`;

describe('Protocol ec2, answers', () => {
  it('writes instances under the names of the wire', () => {
    const output = {
      Reservations: [
        {
          ReservationId: 'r-0abc',
          OwnerId: '123456789012',
          Groups: [],
          Instances: [
            {
              InstanceId: 'i-0abc',
              ImageId: 'ami-1',
              State: { Code: 16, Name: 'running' },
              PrivateDnsName: 'ip-10-0-0-4.ap-northeast-2.compute.internal',
              PublicDnsName: '',
              StateTransitionReason: 'User initiated (2026-01-02 03:04:05 GMT)',
              LaunchTime: new Date(Date.UTC(2026, 0, 2, 3, 4, 5)),
              Placement: { AvailabilityZone: 'ap-northeast-2a', Tenancy: 'default' },
              PublicIpAddress: '203.0.113.7',
              EbsOptimized: false,
              BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeId: 'vol-1', DeleteOnTermination: true } }],
              Tags: [{ Key: 'Name', Value: 'a<b>&"c"\r\u0000\ud800' }],
              KeyName: undefined,
            },
          ],
        },
      ],
      NextToken: null,
    };
    // Members come in the order of the SDK's schemas; clients read them in any (reference: clients.md §1.3).
    const text = body('DescribeInstances', output);
    assert.equal(text.slice(0, open('DescribeInstances').length), open('DescribeInstances'));
    assert.match(
      text,
      /<reservationSet><item><reservationId>r-0abc<\/reservationId><ownerId>123456789012<\/ownerId><groupSet\/><instancesSet><item>/,
    );
    for (const element of [
      '<instanceId>i-0abc</instanceId>',
      '<imageId>ami-1</imageId>',
      '<instanceState><code>16</code><name>running</name></instanceState>',
      '<privateDnsName>ip-10-0-0-4.ap-northeast-2.compute.internal</privateDnsName>',
      '<dnsName/>',
      '<reason>User initiated (2026-01-02 03:04:05 GMT)</reason>',
      '<launchTime>2026-01-02T03:04:05.000Z</launchTime>',
      '<ipAddress>203.0.113.7</ipAddress>',
      '<ebsOptimized>false</ebsOptimized>',
      '<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><deleteOnTermination>true</deleteOnTermination><volumeId>vol-1</volumeId></ebs></item></blockDeviceMapping>',
      '<tagSet><item><key>Name</key><value>a&lt;b&gt;&amp;&quot;c&quot;&#13;</value></item></tagSet>',
    ]) {
      assert.ok(text.includes(element), `${element} in ${text}`);
    }
    assert.doesNotMatch(text, /keyName|nextToken/);
    assert.ok(text.endsWith('</instancesSet></item></reservationSet></DescribeInstancesResponse>'), text);
  });

  it('writes state changes, empty sets and actions without an output', () => {
    const change = { InstanceId: 'i-1', CurrentState: { Code: 64, Name: 'stopping' }, PreviousState: { Code: 16, Name: 'running' } };
    const states =
      '<currentState><code>64</code><name>stopping</name></currentState><previousState><code>16</code><name>running</name></previousState>';
    assert.equal(
      body('StopInstances', { StoppingInstances: [change] }),
      `${open('StopInstances')}<instancesSet><item><instanceId>i-1</instanceId>${states}</item></instancesSet></StopInstancesResponse>`,
    );
    assert.equal(body('DescribeVpcs', { Vpcs: [] }), `${open('DescribeVpcs')}<vpcSet/></DescribeVpcsResponse>`);
    assert.equal(body('DescribeVpcs', {}), `${open('DescribeVpcs')}</DescribeVpcsResponse>`);
    assert.equal(body('CreateTags', {}), `${open('CreateTags')}<return>true</return></CreateTagsResponse>`);
    assert.equal(
      body('DeleteKeyPair', { Return: true, KeyPairId: 'key-1' }),
      `${open('DeleteKeyPair')}<return>true</return><keyPairId>key-1</keyPairId></DeleteKeyPairResponse>`,
    );
  });

  it('keeps the text of frozen items and writes others anew', () => {
    const frozen = Object.freeze({ Key: 'a', Value: '1', ResourceId: 'i-1', ResourceType: 'instance' });
    const first = body('DescribeTags', { Tags: [frozen] });
    assert.equal(
      first,
      `${open('DescribeTags')}<tagSet><item><key>a</key><resourceId>i-1</resourceId><resourceType>instance</resourceType><value>1</value></item></tagSet></DescribeTagsResponse>`,
    );
    assert.equal(body('DescribeTags', { Tags: [frozen] }), first);
    const open2: Record<string, string> = { ...frozen };
    assert.equal(body('DescribeTags', { Tags: [open2] }), first);
    open2.Value = '2';
    assert.match(body('DescribeTags', { Tags: [open2] }), /<value>2<\/value>/);
  });

  it('writes errors', () => {
    const {
      status,
      headers,
      body: text,
    } = protocol.encodeError({ code: 'DryRunOperation', message: 'Would have <succeeded>', status: 412, fault: 'Sender' }, 'r-1', post(''));
    assert.equal(status, 412);
    assert.deepEqual(headers, { 'content-type': 'text/xml;charset=UTF-8' });
    assert.equal(
      text,
      '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>DryRunOperation</Code><Message>Would have &lt;succeeded&gt;</Message></Error></Errors><RequestID>r-1</RequestID></Response>',
    );
  });
});
