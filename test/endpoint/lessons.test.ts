import assert from 'node:assert/strict';
import { createPrivateKey, randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { skipReason } from '../support/skip';
import { AwsCli, awsCliIsThere } from './support/aws-cli';

/** In what surroundings a lesson is played. */
interface World {
  readonly title: string;
  readonly seed: string;
  readonly region: string;
  readonly type: string;
  /** A pattern of image names, and who logs in first. */
  readonly image: string;
  readonly user: string;
  /** A type, and the public parameter of an image. */
  readonly windows: readonly [type: string, parameter: string];
  /** Names of nobody but the learner. */
  readonly key: string;
  readonly group: string;
}

const worlds: readonly World[] = [
  {
    title: 'as they are told',
    seed: '1',
    region: 'ap-northeast-2',
    type: 't2.micro',
    image: 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-*',
    user: 'ubuntu',
    windows: ['t2.medium', '/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base'],
    key: 'awspwd',
    group: 'web server',
  },
  {
    title: 'with a seed, type, region and image nobody has seen',
    seed: String(randomInt(1_000_000_000)),
    region: 'eu-central-1',
    type: 'm7g.large',
    image: 'debian-12-arm64-*',
    user: 'admin',
    windows: ['m6i.large', '/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-Base'],
    key: `key ${randomInt(1_000_000)}`,
    group: `group ${randomInt(1_000_000)}`,
  },
];

const address = /^\d+\.\d+\.\d+\.\d+$/;

/** A fast clock, virtual seconds a real one. */
const speed = 60;

/** The longest of an instance's phases, in virtual seconds (reference: instances.md §1.3). */
const longestPhase = 60;

for (const world of worlds) {
  describe(`The lessons by the AWS CLI, ${world.title} (seed ${world.seed})`, function () {
    this.timeout(120_000);
    this.slow(30_000);
    let cli: AwsCli;
    let image: string;
    let group: string;

    before(async function () {
      if (!(await awsCliIsThere())) {
        skipReason(this, 'the AWS CLI is not installed');
        this.skip();
      }
      cli = await AwsCli.serve(world.region, world.seed, speed);
    });

    after(() => (cli as AwsCli | undefined)?.close());

    /** Launches one machine with the lessons' image and type. */
    const launch = (words = '', ...more: string[]): Promise<string> =>
      cli.ec2(
        `run-instances --image-id ${image} --instance-type ${world.type} --query Instances[0].InstanceId --key-name`,
        world.key,
        ...words.split(' ').filter(Boolean),
        ...more,
      );

    /** Watches a state with the CLI's own waiter, whose second look would come 15 seconds after the first. */
    async function wait(what: string, id: string): Promise<void> {
      await cli.sandbox('AdvanceClock', { Seconds: longestPhase });
      await cli.ec2(`wait ${what} --instance-ids ${id}`);
    }

    const publicDns = (ip: string): string => {
      const domain = world.region === 'us-east-1' ? 'compute-1' : `${world.region}.compute`;
      return `ec2-${ip.replaceAll('.', '-')}.${domain}.amazonaws.com`;
    };

    it('1: makes a first machine, and parts with it', async () => {
      [image, group] = await Promise.all([
        cli.ec2(`describe-images --owners 099720109477 136693071363 --filters Name=name,Values=${world.image} --query Images[0].ImageId`),
        cli.ec2('create-security-group --query GroupId --description web --group-name', world.group),
      ]);
      const pem = await cli.ec2('create-key-pair --query KeyMaterial --key-name', world.key);
      assert.equal(createPrivateKey(pem).asymmetricKeyType, 'rsa');
      await writeFile(join(cli.folder, 'first.pem'), `${pem}\n`, { mode: 0o400 });
      assert.equal(
        await cli.ec2('describe-key-pairs --query KeyPairs[0].[KeyName,KeyMaterial] --key-names', world.key),
        `${world.key}\tNone`,
      );
      const open = [22, 80].map((port) => `IpProtocol=tcp,FromPort=${port},ToPort=${port},IpRanges=[{CidrIp=0.0.0.0/0}]`);
      await cli.ec2(`authorize-security-group-ingress --group-id ${group} --ip-permissions`, ...open);
      const answer = await cli.ec2(
        `run-instances --image-id ${image} --instance-type ${world.type} --count 1 --security-group-ids ${group}`,
        ...['--block-device-mappings', `DeviceName=${await rootDevice()},Ebs={VolumeSize=8}`],
        ...['--tag-specifications', 'ResourceType=instance,Tags=[{Key=Name,Value=WebServer}]'],
        ...['--key-name', world.key, '--query', 'Instances[].[InstanceId,State.Name,InstanceType]'],
      );
      const [id, ...launched] = answer.split('\t') as [string, ...string[]];
      assert.deepEqual(launched, ['pending', world.type]);
      await wait('instance-running', id);
      const shown = await cli.instance(id, '[State.Name,PublicIpAddress,PublicDnsName,KeyName,SecurityGroups[0].GroupName,Tags[0].Value]');
      const [state, ip = '', dns, ...names] = shown.split('\t');
      assert.match(ip, address);
      assert.deepEqual([state, dns, ...names], ['running', publicDns(ip), world.key, world.group, 'WebServer']);
      const volumes = 'describe-volumes --query Volumes[].[Size,State,Attachments[0].DeleteOnTermination]';
      assert.equal(await cli.ec2(volumes), '8\tin-use\tTrue');

      assert.equal(
        await cli.ec2(`terminate-instances --instance-ids ${id} --query TerminatingInstances[].[PreviousState.Name,CurrentState.Name]`),
        'running\tshutting-down',
      );
      await wait('instance-terminated', id);
      assert.equal(await cli.instance(id, 'StateReason.Code'), 'Client.UserInitiatedShutdown');
      assert.equal(await cli.ec2(volumes), '');
      await cli.sandbox('AdvanceClock', { Seconds: 3_600 });
      assert.match(await cli.fails(`describe-instances --instance-ids ${id}`), gone(id));
    });

    const rootDevice = (): Promise<string> => cli.ec2(`describe-images --image-ids ${image} --query Images[0].RootDeviceName`);

    const gone = (id: string): RegExp =>
      new RegExp(
        `^An error occurred \\(InvalidInstanceID\\.NotFound\\) when calling the DescribeInstances operation: The instance ID '${id}' does not exist$`,
      );

    it('2: protects a machine from the API but not from its own shutdown', async () => {
      const id = await launch(
        '--disable-api-termination --instance-initiated-shutdown-behavior stop --monitoring Enabled=true --block-device-mappings',
        `DeviceName=${await rootDevice()},Ebs={VolumeSize=35,VolumeType=gp2}`,
        'DeviceName=/dev/sdf,Ebs={VolumeSize=10,DeleteOnTermination=false}',
      );
      await wait('instance-running', id);
      const refusal = `An error occurred (OperationNotPermitted) when calling the TerminateInstances operation: The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`;
      assert.equal(await cli.fails(`terminate-instances --instance-ids ${id}`), refusal);
      assert.equal(await cli.instance(id, '[State.Name,Monitoring.State]'), 'running\tenabled');
      assert.equal(
        await cli.ec2(
          `describe-volumes --filters Name=attachment.instance-id,Values=${id} --query`,
          'sort_by(Volumes,&Size)[].[Size,State]',
        ),
        '10\tin-use\n35\tin-use',
      );

      await cli.sandbox('ShutDownGuest', { InstanceId: id });
      await wait('instance-stopped', id);
      assert.equal(
        await cli.instance(id, 'StateReason.[Code,Message]'),
        'Client.InstanceInitiatedShutdown\tClient.InstanceInitiatedShutdown: Instance initiated shutdown',
      );
      assert.equal(await cli.instance(id, 'BlockDeviceMappings[].Ebs.Status'), 'attached\tattached');

      await cli.ec2(`start-instances --instance-ids ${id}`);
      await wait('instance-running', id);
      await cli.ec2(`modify-instance-attribute --instance-id ${id} --instance-initiated-shutdown-behavior terminate`);
      assert.equal(await cli.fails(`terminate-instances --instance-ids ${id}`), refusal);
      await cli.sandbox('ShutDownGuest', { InstanceId: id });
      await wait('instance-terminated', id);
      assert.equal(await cli.instance(id, 'StateReason.Code'), 'Client.InstanceInitiatedShutdown');
      assert.equal(await cli.ec2('describe-volumes --query Volumes[].[Size,State]'), '10\tavailable', 'the root went along');
    });

    it('3: gives all that connecting to Linux needs', async () => {
      const id = await launch('--user-data', 'apt-get install -y apache2', '--security-group-ids', group);
      await wait('instance-running', id);
      const [ip = '', dns] = (await cli.instance(id, '[PublicIpAddress,PublicDnsName]')).split('\t');
      assert.match(ip, address);
      assert.equal(dns, publicDns(ip));
      assert.equal(
        await cli.ec2(
          `describe-security-group-rules --filters Name=group-id,Values=${group} --query`,
          'sort_by(SecurityGroupRules[?!IsEgress],&FromPort)[].[IpProtocol,FromPort,CidrIpv4]',
        ),
        'tcp\t22\t0.0.0.0/0\ntcp\t80\t0.0.0.0/0',
      );
      await cli.sandbox('AdvanceClock', { Seconds: 300 });
      const console = await cli.ec2(`get-console-output --instance-id ${id}`);
      assert.ok(console.includes(`authorized key '${world.key}' for user ${world.user}`), console);
      assert.ok(console.includes('user data found (26 bytes); Cloud Sandbox keeps it without executing it'), console);
      assert.match(console, /ip-\d+-\d+-\d+-\d+ login:/);
      await Promise.all([wait('instance-status-ok', id), wait('system-status-ok', id)]);
      const userData = await cli.ec2(`describe-instance-attribute --instance-id ${id} --attribute userData --query UserData.Value`);
      assert.equal(Buffer.from(userData, 'base64').toString(), 'apt-get install -y apache2');
      await cli.ec2(`terminate-instances --instance-ids ${id}`);
    });

    it('3: gives the password of Windows four minutes after it began to run, to the owner of the key only', async () => {
      const [type, parameter] = world.windows;
      await cli.sandbox('SetClockSpeed', { Speed: 0 });
      const id = await cli.ec2(
        `run-instances --image-id resolve:ssm:${parameter} --instance-type ${type} --query Instances[0].InstanceId --key-name`,
        world.key,
      );
      await cli.sandbox('AdvanceClock', { Seconds: 16 });
      await cli.ec2(`wait instance-running --instance-ids ${id}`);
      assert.equal(await cli.instance(id, 'Platform'), 'windows');
      const password = (key: string) =>
        cli.ec2(`get-password-data --instance-id ${id} --query PasswordData --priv-launch-key`, join(cli.folder, key));
      await cli.sandbox('AdvanceClock', { Seconds: 228 });
      assert.equal(await password('first.pem'), '', 'running for 239 seconds at most');
      await cli.sandbox('AdvanceClock', { Seconds: 12 });
      await cli.ec2(`wait password-data-available --instance-id ${id}`);
      const shown = await password('first.pem');
      assert.match(shown, /^[A-Za-z0-9!@#$%^&*().;=-]{32}$/);
      assert.equal(await password('first.pem'), shown);
      await writeFile(join(cli.folder, 'other.pem'), await cli.ec2('create-key-pair --key-name other --query KeyMaterial'), {
        mode: 0o400,
      });
      assert.notEqual(await password('other.pem').catch((error: { stderr: string }) => error.stderr), shown);
      await cli.ec2(`terminate-instances --instance-ids ${id}`);
      await cli.sandbox('SetClockSpeed', { Speed: speed });
    });

    it('4: keeps an Elastic IP address where a public one changes', async () => {
      const id = await launch();
      await wait('instance-running', id);
      const publicAddress = (): Promise<string> => cli.instance(id, 'PublicIpAddress');
      async function restart(): Promise<void> {
        await cli.ec2(`stop-instances --instance-ids ${id}`);
        await wait('instance-stopped', id);
        await cli.ec2(`start-instances --instance-ids ${id}`);
        await wait('instance-running', id);
      }
      const first = await publicAddress();
      assert.match(first, address);
      await restart();
      const second = await publicAddress();
      assert.match(second, address);
      assert.notEqual(second, first);

      const allocated = await cli.ec2('allocate-address --query [AllocationId,PublicIp,Domain]');
      const [allocation, elastic, domain] = allocated.split('\t');
      assert.equal(domain, 'vpc');
      const association = await cli.ec2(`associate-address --instance-id ${id} --allocation-id ${allocation} --query AssociationId`);
      const shown = `describe-addresses --allocation-ids ${allocation} --query Addresses[].[PublicIp,InstanceId,AssociationId]`;
      assert.equal(await cli.ec2(shown), `${elastic}\t${id}\t${association}`);
      assert.equal(await publicAddress(), elastic);
      await restart();
      assert.equal(await cli.instance(id, '[PublicIpAddress,PublicDnsName]'), `${elastic}\t${publicDns(elastic!)}`);

      await cli.ec2(`terminate-instances --instance-ids ${id}`);
      await wait('instance-terminated', id);
      assert.equal(await cli.ec2(shown), `${elastic}\tNone\tNone`);
      await cli.ec2(`release-address --allocation-id ${allocation}`);
      assert.equal(
        await cli.fails(shown),
        `An error occurred (InvalidAllocationID.NotFound) when calling the DescribeAddresses operation: The allocation ID '${allocation}' does not exist`,
      );
    });

    it('says where there is no room, and which quota is full', async () => {
      const zone = `${world.region}a`;
      const run = `run-instances --image-id ${image} --instance-type ${world.type} --placement AvailabilityZone=${zone} --query length(Instances) --count`;
      await cli.sandbox('PutInstanceCapacity', { InstanceType: world.type, AvailabilityZone: zone, Available: 1 });
      assert.match(
        await cli.fails(`${run} 2`),
        new RegExp(
          `^An error occurred \\(InsufficientInstanceCapacity\\) when calling the RunInstances operation.*: We currently do not have sufficient ${world.type.replace('.', '\\.')} capacity in the Availability Zone you requested \\(${zone}\\)\\.`,
        ),
      );
      assert.equal(await cli.ec2(`${run} 1:2`), '1');
      await cli.sandbox('PutInstanceCapacity', { InstanceType: world.type, AvailabilityZone: zone });
      assert.equal(await cli.ec2(`${run} 1`), '1');

      await cli.sandbox('PutAccountSettings', { quotaProfile: 'new' });
      assert.equal(
        await cli.fails(`run-instances --image-id ${image} --instance-type ${world.type} --count 5:1000000000`),
        'An error occurred (VcpuLimitExceeded) when calling the RunInstances operation: You have requested more vCPU capacity than your current vCPU limit of 5 allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.',
      );
      await Promise.all(Array.from({ length: 5 }, () => cli.ec2('allocate-address')));
      assert.equal(
        await cli.fails('allocate-address'),
        'An error occurred (AddressLimitExceeded) when calling the AllocateAddress operation: The maximum number of addresses has been reached.',
      );
    });
  });
}
