import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { againQuestion, sessionOutcome } from '../../src/host/activity/again-text';
import { awsCommand, commandName } from '../../src/host/activity/aws-command';
import { type ActivityElement, itemOf, rowsBelow, resolved } from '../../src/host/activity/call-rows';
import type { CloudSandboxApi } from '../../src/host/api';
import { environmentText } from '../../src/host/endpoint/environment';
import { terraformProvider } from '../../src/host/endpoint/terraform-provider';
import { whereLoopbackIs } from '../../src/host/endpoint/where';
import { type CallRecord, timePassed } from '../../src/shared/activity';
import { newAccount, until } from './support/sandbox';

describe('the Activity view', () => {
  let api: CloudSandboxApi;

  before(async () => {
    api = await newAccount('activity');
    await vscode.commands.executeCommand('cloudSandbox.activity.focus');
  });
  afterEach(async () => {
    await settings().update('confirmDestructive', undefined, vscode.ConfigurationTarget.Global);
    if ((await api.session('DescribeClock', {})).Speed !== 0) await api.session('SetClockSpeed', { Speed: 0 });
  });

  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('cloudSandbox');
  /** Nobody answers a question here; each test begins with questions again. */
  const askNothing = (): Thenable<void> => settings().update('confirmDestructive', false, vscode.ConfigurationTarget.Global);
  const below = async (element?: ActivityElement): Promise<ActivityElement[]> => (await api.activity.getChildren(element)) ?? [];
  const items = async (element?: ActivityElement): Promise<vscode.TreeItem[]> =>
    Promise.all((await below(element)).map((one) => api.activity.getTreeItem(one)));
  const labels = async (element?: ActivityElement): Promise<string[]> => (await items(element)).map(({ label }) => String(label));
  const untilFirst = (label: string): Promise<void> => until(api.activity.onDidChangeTreeData!, async () => (await labels())[0] === label);
  const newGroup = async (name: string): Promise<string> =>
    (await api.execute('ec2:CreateSecurityGroup', { GroupName: name, Description: 'a group' })).GroupId!;

  /** Tags a new group, which is the newest call then. */
  const newTags = async (name: string): Promise<void> => {
    const id = await newGroup(name);
    await untilFirst('CreateSecurityGroup · ok');
    await api.execute('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'team', Value: 'blue' }] });
    await untilFirst('CreateTags · ok');
  };

  it('shows a call with what it changed and its input', async () => {
    const id = await newGroup('web');
    await untilFirst('CreateSecurityGroup · ok');
    const [row] = await below();
    const [item] = await items();
    assert.match(String(item!.description), /^Editor · \d\d:\d\d:\d\d$/);
    assert.equal((item!.iconPath as vscode.ThemeIcon).id, 'check');
    assert.equal(item!.contextValue, 'call+again+aws+resource');
    const parts = await items(row);
    const change = parts.find(({ label }) => label === id)!;
    assert.deepEqual([change.description, change.command?.command], ['Security Groups · created', 'cloudSandbox.showCallResource']);
    const input = parts.at(-1)!;
    assert.deepEqual([input.label, input.description], ['Input', '{"GroupName":"web","Description":"a group"}']);
  });

  it('shows a failure with its code and message', async () => {
    await assert.rejects(newGroup('web'));
    await untilFirst('CreateSecurityGroup · InvalidGroup.Duplicate');
    const [item] = await items();
    assert.deepEqual([(item!.iconPath as vscode.ThemeIcon).id, item!.contextValue], ['error', 'call+again+aws']);
    const [row] = await below();
    assert.match((await labels(row))[0]!, /^The security group 'web' already exists/);
    const { tooltip } = resolved(item!, row!);
    assert.match((tooltip as vscode.MarkdownString).value, /\*\*Error\*\*: InvalidGroup\.Duplicate:&nbsp;The&nbsp;security&nbsp;group/);
  });

  it('keeps the rows it has when there are new ones', async () => {
    const [known] = await below();
    await newGroup('api');
    await untilFirst('CreateSecurityGroup · ok');
    assert.equal((await below())[1], known);
    const other = (await api.activity.getTreeItem(known!)).id;
    assert.equal((await items())[1]!.id, other);
  });

  it('runs a call again', async () => {
    const id = await newGroup('tagged');
    await api.execute('ec2:CreateTags', { Resources: [id], Tags: [{ Key: 'team', Value: 'blue' }] });
    await untilFirst('CreateTags · ok');
    const [row] = await below();
    await api.execute('ec2:DeleteTags', { Resources: [id], Tags: [{ Key: 'team' }] });
    await askNothing();
    await vscode.commands.executeCommand('cloudSandbox.runCallAgain', row);
    const { Tags = [] } = await api.execute('ec2:DescribeTags', { Filters: [{ Name: 'resource-id', Values: [id] }] });
    assert.deepEqual(
      Tags.map(({ Key, Value }) => [Key, Value]),
      [['team', 'blue']],
    );
  });

  it('runs what was done to the clock again', async () => {
    await askNothing();
    await api.session('AdvanceClock', { Seconds: 90 });
    await untilFirst('AdvanceClock · ok');
    const [row] = await below();
    const before = Date.parse((await api.session('DescribeClock', {})).Now);
    await vscode.commands.executeCommand('cloudSandbox.runCallAgain', row);
    assert.equal(Date.parse((await api.session('DescribeClock', {})).Now), before + 90_000);
    await api.session('SetClockSpeed', { Speed: 60 });
    await untilFirst('SetClockSpeed · ok');
    const [faster] = await below();
    await api.session('SetClockSpeed', { Speed: 0 });
    await vscode.commands.executeCommand('cloudSandbox.runCallAgain', faster);
    assert.equal((await api.session('DescribeClock', {})).Speed, 60);
  });

  it('copies a call as a command of the AWS CLI', async () => {
    await newTags('copied');
    const [row] = await below();
    await vscode.commands.executeCommand('cloudSandbox.copyCallAsCli', row);
    assert.match(
      await vscode.env.clipboard.readText(),
      /^aws ec2 create-tags --region ap-northeast-2 --cli-input-json '\{"Resources":\["sg-[0-9a-f]{17}"\],"Tags":\[\{"Key":"team","Value":"blue"\}\]\}'$/,
    );
  });

  it('opens a call as JSON', async () => {
    await newTags('opened');
    const [row] = await below();
    await vscode.commands.executeCommand('cloudSandbox.openCallAsJson', row);
    const { document } = vscode.window.activeTextEditor!;
    const { Action, Result, Caller, Input } = JSON.parse(document.getText()) as Record<string, unknown>;
    assert.deepEqual([Action, Result, Caller], ['ec2:CreateTags', 'ok', { kind: 'editor' }]);
    assert.deepEqual((Input as { Tags: object[] }).Tags, [{ Key: 'team', Value: 'blue' }]);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('shows 100 calls at once, and older ones when asked', async () => {
    for (let number = 0; number < 110; number++) await newGroup(`group ${number}`);
    await until(api.activity.onDidChangeTreeData!, async () => (await labels()).at(-1) === 'Show Older Calls');
    assert.equal((await below()).length, 101);
    await vscode.commands.executeCommand('cloudSandbox.showOlderCalls');
    const all = await labels();
    assert.ok(all.length > 110 && !all.includes('Show Older Calls'), `${all.length}`);
    assert.equal(all.at(-1), 'Reset · ok');
  });
});

describe('a row of the Activity view', () => {
  const at = Date.UTC(2026, 0, 2, 3, 4, 5);
  const window = { region: 'ap-northeast-2', now: at, generation: 1 };
  const cli = { kind: 'endpoint', userAgent: 'aws-cli/2.15.30', accessKeyId: 'AKIAEXAMPLE' } as const;
  const base = {
    number: 7,
    at,
    changed: [],
    changedCount: 0,
    notSimulated: [],
    reads: false,
    input: 'unknown',
    region: 'ap-northeast-2',
  } as const;
  const shown = (call: CallRecord): [unknown, string, string][] => {
    const row = { type: 'call', call } as const;
    return [row, ...rowsBelow(row)].map((element) => {
      const item = itemOf(element, window);
      return [item.label, String(item.description ?? '').replace(/\d\d:\d\d:\d\d/, 'TIME'), (item.iconPath as vscode.ThemeIcon).id];
    });
  };

  it('tells how often a request was refused, and of what nothing is known', () => {
    const error = { code: 'AuthFailure', message: 'No' };
    const again = { times: 3, latest: 9, since: at };
    assert.deepEqual(shown({ ...base, action: 'ec2:RunInstances', caller: cli, error, refused: true, again }), [
      ['RunInstances · AuthFailure', '×3 · AWS CLI · TIME', 'error'],
      ['No', '', 'comment'],
      ['Details', '', 'json'],
    ]);
    const nobody = { ...base, action: '', region: '', caller: { kind: 'endpoint' }, error, refused: true } as const;
    assert.deepEqual(shown(nobody)[0], ['Request · AuthFailure', 'AWS endpoint · TIME', 'error']);
    assert.equal(shown({ ...nobody, action: 'lambda:' })[0]![0], 'Request to lambda · AuthFailure');
    assert.equal(itemOf({ type: 'call', call: nobody }, window).contextValue, 'call');
  });

  it('tells the caller without its version, which a narrow sidebar has no room for', () => {
    const callers: [string, string][] = [
      ['aws-cli/2.15.30 Python/3.11', 'AWS CLI · TIME'],
      ['Boto3/1.43.11 md/Botocore', 'Boto3 · TIME'],
      ['APN/1.0 HashiCorp/1.0 Terraform/1.9.0-rc1 aws-sdk-go-v2/1.2', 'Terraform · TIME'],
      ['aws-sdk-js/3.1169.0 ua/2.1', 'JavaScript SDK · TIME'],
      ['aws-sdk-dotnet-coreclr/4.0.1', '.NET SDK · TIME'],
      ['curl/8.5.0', 'curl · TIME'],
      ['my-tool', 'my-tool · TIME'],
    ];
    for (const [userAgent, text] of callers) {
      const call = { ...base, action: 'ec2:DescribeVpcs', caller: { kind: 'endpoint', userAgent }, reads: true } as const;
      assert.equal(shown(call)[0]![1], text);
      const { value } = resolved({}, { type: 'call', call }).tooltip as vscode.MarkdownString;
      assert.ok(value.replaceAll('\\', '').includes(userAgent.split(/[/ ]/)[1] ?? userAgent), `the tooltip has the version: ${value}`);
    }
    const call = {
      ...base,
      action: 'ec2:DescribeVpcs',
      caller: cli,
      region: 'eu-west-1',
      again: { times: 12, latest: 30, since: at },
    } as const;
    const item = itemOf({ type: 'call', call }, window);
    assert.match(String(item.description), /^×12 · AWS CLI · \d\d:\d\d:\d\d · eu-west-1$/);
    assert.equal(item.accessibilityInformation?.label, `DescribeVpcs · ok, ${String(item.description)}`);
  });

  it('tells what time has changed: the first by name, and how many of each kind', () => {
    const changed = [{ kind: 'instances', region: 'ap-northeast-2', id: 'i-1', how: 'changed' }] as const;
    const changedKinds = [
      { kind: 'instances', count: 300 },
      { kind: 'volumes', count: 2 },
    ];
    const call = { ...base, action: timePassed, region: '', caller: { kind: 'clock' }, changed, changedCount: 302, changedKinds } as const;
    assert.deepEqual(shown(call), [
      ['Time passed · 302 changes', 'Clock · TIME', 'clock'],
      ['i-1', 'Instances · changed', 'diff-modified'],
      ['and 301 more', 'in all: Instances 300, Volumes 2', 'ellipsis'],
      ['Details', '', 'json'],
    ]);
    assert.equal(shown({ ...call, changedCount: 1, changedKinds: [] })[0]![0], 'Time passed · 1 change');
    // In how many stretches it passed depends on the machine.
    const again = { ...call, again: { times: 3, latest: 9, since: at } };
    assert.deepEqual(shown(again)[0], shown(call)[0]);
    const { value } = resolved({}, { type: 'call', call: again }).tooltip as vscode.MarkdownString;
    assert.match(value, /\*\*Since\*\*/);
    assert.doesNotMatch(value, /\*\*Times\*\*/);
  });

  it('can be run again, unless its answer would be lost', () => {
    const call = { ...base, action: 'ec2:CreateKeyPair', caller: { kind: 'editor' }, input: 'kept' } as const;
    assert.equal(itemOf({ type: 'call', call }, window).contextValue, 'call+again+aws');
    assert.equal(itemOf({ type: 'call', call: { ...call, hasSecrets: true } }, window).contextValue, 'call+aws');
  });

  it('tells of more changes than can be told apart', () => {
    const changedKinds = [{ kind: 'instances', count: 20_000 }];
    const call = { ...base, action: timePassed, region: '', caller: { kind: 'clock' }, changedCount: 20_000, changedKinds } as const;
    assert.deepEqual(
      shown({ ...call, changedAtLeast: true }).map(([label]) => label),
      ['Time passed · 20000+ changes', 'and 20000+ more', 'Details'],
    );
  });
});

describe('running a call again', () => {
  const ask = (action: string, input: object, failed = false) => {
    const { text, detail, button } = againQuestion(action, input as Record<string, unknown>, failed);
    assert.equal(button, 'Run Again');
    return detail === undefined ? text : [text, detail];
  };

  it('asks about an action of AWS with its input', () => {
    assert.deepEqual(ask('ec2:CreateTags', { Resources: ['i-1'] }), [
      'Run CreateTags again, with the same input?',
      '{"Resources":["i-1"]}',
    ]);
    assert.deepEqual(ask('ec2:ImportKeyPair', { PublicKeyMaterial: new Uint8Array([1, 2]) }), [
      'Run ImportKeyPair again, with the same input?',
      '{"PublicKeyMaterial":"AQI="}',
    ]);
    assert.equal(ask('ec2:CreateInternetGateway', {}), 'Run CreateInternetGateway again, with the same input?');
  });

  it('asks about the clock in words', () => {
    assert.equal(ask('sandbox:SetClockSpeed', { Speed: 60 }), 'Set the speed of the virtual clock to 60× again?');
    assert.equal(ask('sandbox:SetClockSpeed', { Speed: 'instant' }), 'Set the speed of the virtual clock to instant again?');
    assert.equal(ask('sandbox:SetClockSpeed', { Speed: 0 }), 'Pause the virtual clock again?');
    assert.equal(ask('sandbox:AdvanceClock', { Seconds: 900 }), 'Move the virtual clock forward by 15 min again?');
    assert.match(String(ask('sandbox:AdvanceClock', { To: '2027-01-01T00:00:00Z' })), /^Move the virtual clock to .*202[67].* again\?$/);
    assert.equal(ask('sandbox:AdvanceClock', { UntilIdle: true }), 'Move the virtual clock forward again, until nothing is in transition?');
    assert.equal(ask('sandbox:AdvanceClock', { ToNextEvent: true }), 'Move the virtual clock forward again, to the next event?');
  });

  it('shows the input of a call that was refused as it is', () => {
    assert.deepEqual(ask('sandbox:SetClockSpeed', { Speed: 'fast' }, true), [
      'Run SetClockSpeed again, with the same input?',
      '{"Speed":"fast"}',
    ]);
  });

  it('tells what came of an action on the clock', () => {
    const clock = { Now: '2027-01-01T12:00:00.000Z', Speed: 10, Settled: true } as const;
    assert.equal(sessionOutcome('SetClockSpeed', clock), 'SetClockSpeed was run again. The speed of the virtual clock is 10×.');
    assert.equal(sessionOutcome('SetClockSpeed', { ...clock, Speed: 0 }), 'SetClockSpeed was run again. The virtual clock is paused.');
    assert.match(sessionOutcome('AdvanceClock', clock), /^AdvanceClock was run again\. It is .*2027.* now\.$/);
    assert.equal(sessionOutcome('AdvanceClock', undefined), 'AdvanceClock was stopped on its way.');
    assert.equal(sessionOutcome('Reset', clock), 'Reset was run again. The account is a new one.');
  });
});

describe('a command of the AWS CLI', () => {
  const names: [string, string][] = [
    ['RunInstances', 'run-instances'],
    ['DescribeVpcs', 'describe-vpcs'],
    ['GetEbsEncryptionByDefault', 'get-ebs-encryption-by-default'],
    ['AssociateVpcCidrBlock', 'associate-vpc-cidr-block'],
  ];
  for (const [action, name] of names) it(`${action} is ${name}`, () => assert.equal(commandName(action), name));

  it('quotes for the shell, encodes as the CLI does, and is a new call', () => {
    const input = { UserData: Buffer.from("echo 'hi'").toString('base64'), ClientToken: 'once', MinCount: 1 };
    assert.equal(
      awsCommand({ action: 'ec2:RunInstances', region: 'eu-west-1', input }, 'linux'),
      String.raw`aws ec2 run-instances --region eu-west-1 --cli-input-json '{"UserData":"echo '\''hi'\''","MinCount":1}'`,
    );
    assert.equal(
      awsCommand(
        { action: 'ec2:ImportKeyPair', region: 'eu-west-1', input: { PublicKeyMaterial: new Uint8Array([1, 2]), KeyName: "a'b" } },
        'win32',
      ),
      `aws ec2 import-key-pair --region eu-west-1 --cli-input-json '{"PublicKeyMaterial":"AQI=","KeyName":"a''b"}'`,
    );
    assert.equal(
      awsCommand({ action: 'sts:GetCallerIdentity', region: 'eu-west-1', input: {} }, 'linux'),
      'aws sts get-caller-identity --region eu-west-1',
    );
  });
});

describe('what leads tools to the endpoint', () => {
  it('says on which side its address is', () => {
    const sides: [string, string][] = [
      ['wsl', 'WSL'],
      ['codespaces', 'GitHub Codespaces'],
      ['ssh-remote', 'the SSH host'],
      ['dev-container', 'the dev container'],
      ['tunnel', 'the machine of the tunnel'],
      ['something new', 'the machine of the VS Code server'],
    ];
    for (const [name, side] of sides) assert.equal(whereLoopbackIs(name), `This address is on ${side}, where the extension runs.`);
    assert.equal(whereLoopbackIs(undefined), undefined);
  });

  const endpoint = { url: 'http://127.0.0.1:4566', accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'a/b+c' };

  it('is an environment in the words of each shell', () => {
    const bash = environmentText('bash', endpoint, 'eu-west-1').split('\n');
    assert.match(bash[0]!, /^unset AWS_PROFILE .* AWS_SESSION_TOKEN .* AWS_ENDPOINT_URL_EC2 .* AWS_USE_DUALSTACK_ENDPOINT$/);
    assert.ok(bash.includes("export AWS_ENDPOINT_URL='http://127.0.0.1:4566'") && bash.includes("export AWS_SECRET_ACCESS_KEY='a/b+c'"));
    assert.match(
      environmentText('powershell', endpoint, 'eu-west-1'),
      /^Remove-Item -ErrorAction Ignore Env:.*\r\n\$Env:AWS_ENDPOINT_URL = 'http:\/\/127\.0\.0\.1:4566'\r\n/,
    );
    const cmd = environmentText('cmd', endpoint, 'eu-west-1');
    assert.match(cmd, /\r\nset "AWS_REGION=eu-west-1"\r\n/);
    assert.match(cmd, /^set "AWS_PROFILE="\r\nset "AWS_DEFAULT_PROFILE="\r\n/);
  });

  it('keeps a quote in a value', () => {
    const quoted = { ...endpoint, secretAccessKey: "a'b" };
    assert.ok(environmentText('bash', quoted, 'eu-west-1').includes(String.raw`export AWS_SECRET_ACCESS_KEY='a'\''b'` + '\n'));
    assert.ok(environmentText('powershell', quoted, 'eu-west-1').includes("$Env:AWS_SECRET_ACCESS_KEY = 'a''b'\r\n"));
    assert.ok(environmentText('cmd', quoted, 'eu-west-1').includes('set "AWS_SECRET_ACCESS_KEY=a\'b"\r\n'));
  });

  it('is a provider block for Terraform', () => {
    const [head, services] = terraformProvider(endpoint, 'eu-west-1', 'variables').split('  endpoints {\n');
    assert.equal(
      head,
      `variable "cloud_sandbox_access_key" {
  type    = string
  default = "AKIAEXAMPLE"
}

variable "cloud_sandbox_secret_key" {
  type      = string
  default   = "a/b+c"
  sensitive = true
}

provider "aws" {
  region                      = "eu-west-1"
  access_key                  = var.cloud_sandbox_access_key
  secret_key                  = var.cloud_sandbox_secret_key
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  s3_use_path_style           = true

  # Services without an endpoint below end here, not at AWS.
  https_proxy = "http://not-in-the-cloud-sandbox.invalid"

`,
    );
    for (const service of ['ec2', 'iam', 'ssm', 'sts', 's3', 'rds', 'lambda'])
      assert.match(services!, new RegExp(`^    ${service} += "http://127\\.0\\.0\\.1:4566"$`, 'm'));
    assert.doesNotMatch(terraformProvider(endpoint, 'eu-west-1', 'environment'), /key|AKIA/);
  });
});
