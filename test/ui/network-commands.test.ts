import { strict as assert } from 'node:assert';
import { answersIn, openWithWeb } from './support/answers';
import { stopAtFirstFailure } from './support/sandbox-window';
import type { SandboxWindow } from './support/sandbox-window';
import type { TreeView } from './support/tree';

/** A public key that nobody has the private half of (RFC 8709 tells the format). */
const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGU55e1NNB8A1K1cf4ySANTJ09QHMWXbHYFlF8vwFouT';

describe('Commands of the network', () => {
  let sandbox: SandboxWindow;
  let network: TreeView;
  /** The Availability Zone of the instance. */
  let zone = '';

  before(async () => {
    ({ sandbox, zone } = await openWithWeb({ viewport: { width: 1280, height: 900 } }));
    network = sandbox.vs.tree('Network & Security');
  });
  after(() => sandbox.vs.close());
  stopAtFirstFailure(() => sandbox);

  const { answer, refused, told } = answersIn(() => sandbox);
  /** What the row says after its label. */
  const says = async (label: string): Promise<string> => (await network.rows()).find((row) => row.label === label)?.description ?? '';

  it('Network & Security is open from the start, with room for its kinds', async () => {
    const pane = sandbox.vs.page.locator('.sidebar .pane', { has: network.element });
    assert.ok((await pane.boundingBox())!.height > 250);
    await sandbox.vs.page
      .locator('.sidebar .pane-header', { hasText: 'Instances' })
      .first()
      .click({ position: { x: 8, y: 8 } });
    await network.waitForRow('Key Pairs', '0');
    await sandbox.picture('network-01-start');
  });

  it('a public key is imported, and what is none is said where it is written', async () => {
    const { vs } = sandbox;
    await network.chooseFromMenu('Key Pairs', 'Import Key Pair…');
    await answer('Name of the key pair', 'mine');
    await vs.pick('Write or paste it');
    await answer('The public key', 'not a key!');
    await refused('Write a public key, such as ssh-ed25519 AAAA…');
    await vs.enterText('-----BEGIN OPENSSH PRIVATE KEY-----');
    await refused('This is a private key. Only the public one is imported.');
    await vs.enterText('ssh-ed25519 AAAA');
    await refused('InvalidKey.Format');
    await sandbox.picture('network-02-key-refused');
    await vs.enterText(publicKey);
    await told('Imported mine');
    await network.toggle('Key Pairs');
    await network.waitForRow('mine', 'ED25519');
    await network.chooseFromMenu('Key Pairs', 'Import Key Pair…');
    await answer('Name of the key pair', 'mine');
    await vs.pick('Write or paste it');
    await answer('The public key', publicKey);
    await refused('InvalidKeyPair.Duplicate');
    assert.equal(await vs.quickInputBox.inputValue(), 'mine');
    await vs.page.keyboard.press('Escape');
  });

  it('a VPC and a subnet are made, with blocks that fit', async () => {
    const { vs } = sandbox;
    await network.pressInline('VPCs', 'Create VPC…');
    await answer('Its block of private addresses', '10.1.0.0/8');
    await refused('Write an IPv4 block with a prefix from /16 to /28');
    await vs.enterText('10.1.0.0/16');
    await answer('A name, or nothing', 'lab');
    await vs.notification(/Created vpc-[0-9a-f]{17}/).waitFor();
    await vs.answerNotification('Created vpc-', 'Show in Sidebar');
    await network.waitForRow('lab', '10.1.0.0/16');
    await network.chooseFromMenu('lab', 'Create Subnet…');
    await vs.waitForStep('Create Subnet in lab (1/3)');
    await vs.pick('ap-northeast-2a');
    await answer('Its block, a part of the block of the VPC', '10.2.0.0/24');
    await answer('A name, or nothing', 'front');
    await refused('InvalidSubnet.Range');
    await sandbox.picture('network-03-subnet-refused');
    await vs.enterText('10.1.0.0/24');
    await answer('A name, or nothing', 'front');
    await vs.notification(/Created subnet-[0-9a-f]{17}/).waitFor();
    await vs.answerNotification('Created subnet-', 'Show in Sidebar');
    await network.waitForRow('front', '10.1.0.0/24');
    await network.chooseFromMenu('front', 'Auto-assign Public IPv4');
    await told(/Instances launched in front \(subnet-[0-9a-f]{17}\) get a public IPv4 address from now on\./);
    await network.chooseFromMenu('lab', 'Enable DNS Hostnames');
    await told(/Public addresses in lab \(vpc-[0-9a-f]{17}\) have DNS hostnames now\./);
    await sandbox.picture('network-04-vpc');
  });

  it('an internet gateway is attached to a VPC and detached', async () => {
    const { vs } = sandbox;
    await network.pressInline('Internet Gateways', 'Create Internet Gateway…');
    await answer('A name, or nothing', 'door');
    await told(/Created igw-[0-9a-f]{17}/);
    await network.toggle('Internet Gateways');
    await network.waitForRow('door', 'detached');
    await network.chooseFromMenu('door', 'Attach to VPC…');
    await vs.waitForStep('Attach Internet Gateway: door');
    // The default VPC has one.
    await vs.quickInput.locator('.monaco-list-row', { hasText: 'default · ' }).click();
    await vs.quickInput.locator('.monaco-list-row', { hasText: 'already has an internet gateway attached' }).waitFor();
    await sandbox.picture('network-05-gateway-refused');
    await vs.pick('lab');
    await told(/Attached door \(igw-[0-9a-f]{17}\) to lab/);
    await network.waitForRow('door', 'attached');
    await network.chooseFromMenu('door', 'Detach from VPC');
    await vs.dialog.waitFor();
    assert.match(await vs.dialog.innerText(), /Detach door \(igw-[0-9a-f]{17}\) from vpc-[0-9a-f]{17}\?/);
    await vs.answerDialog('Detach');
    await told(/Detached door \(igw-[0-9a-f]{17}\) from vpc-[0-9a-f]{17}/);
    await network.waitForRow('door', 'detached');
    await network.toggle('Internet Gateways');
  });

  it('a network interface is made, attached to an instance and detached', async () => {
    const { vs } = sandbox;
    const make = async (name: string, refuse?: string): Promise<void> => {
      await network.pressInline('Network Interfaces', 'Create Network Interface…');
      await vs.waitForStep('Create Network Interface (1/3)');
      await vs.quickInput.locator('.monaco-list-row', { hasText: zone }).first().click();
      if (refuse !== undefined) {
        await answer('Private IPv4 address, or nothing to get a free one', refuse);
        await refused('Write an IPv4 address, such as 10.0.0.5');
        await vs.enterText('');
      } else await answer('Private IPv4 address, or nothing to get a free one', '');
      await answer('A name, or nothing', name);
      await told(/Created eni-[0-9a-f]{17}/);
    };
    await make('second', '10.0.0');
    await network.toggle('Network Interfaces');
    await network.waitForRow('second', 'available');
    await network.chooseFromMenu('second', 'Attach…');
    await vs.waitForStep('Attach Network Interface: second (1/2)');
    await vs.pick('web');
    await vs.waitForStep('Attach Network Interface: second (2/2)');
    assert.equal(await vs.quickInputBox.inputValue(), '1');
    await vs.enterText('0');
    await refused('Write a whole number from 1 to 23');
    await vs.enterText('1');
    await told(/Attaching second \(eni-[0-9a-f]{17}\) to web as device 1/);
    await network.waitForRow('second', /^in-use · web/);
    await make('third');
    await network.waitForRow('third', 'available');
    await network.chooseFromMenu('third', 'Attach…');
    await vs.pick('web');
    await vs.waitForStep('(2/2)');
    assert.equal(await vs.quickInputBox.inputValue(), '2');
    await vs.enterText('2');
    await refused('InvalidParameterValue: Invalid device index 2 for the instance type t3.micro.');
    await sandbox.picture('network-06-interface-refused');
    await vs.page.keyboard.press('Escape');
    await network.chooseFromMenu('second', 'Detach');
    await vs.dialog.waitFor();
    assert.match(await vs.dialog.innerText(), /Detach second \(eni-[0-9a-f]{17}\) from i-[0-9a-f]{17}\?/);
    await vs.answerDialog('Detach');
    await told(/Detaching second \(eni-[0-9a-f]{17}\) from i-[0-9a-f]{17}/);
    await network.waitForRow('second', /^available/);
    await sandbox.picture('network-07-interfaces');
  });

  it('a menu that is left leaves nothing behind', async () => {
    const { vs } = sandbox;
    const counted = async (): Promise<string[]> =>
      (await network.rows()).filter(({ level }) => level === 1).map(({ label, description }) => `${label} ${description}`);
    const before = await counted();
    await network.pressInline('Security Groups', 'Create Security Group…');
    await answer('Name of the new security group', 'left');
    await answer('What it is for', 'nothing');
    await vs.waitForStep('(3/3)');
    await vs.page.keyboard.press('Escape');
    await network.pressInline('VPCs', 'Create VPC…');
    await answer('Its block of private addresses', '10.9.0.0/16');
    await vs.waitForStep('(2/2)');
    await vs.page.keyboard.press('Escape');
    await network.pressInline('Key Pairs', 'Create Key Pair…');
    await answer('Name of the new key pair', 'left');
    await vs.pick('ED25519');
    await vs.pick('.ppk');
    await vs.quickInput.getByText('Save the Private Key').waitFor();
    await vs.page.keyboard.press('Escape');
    await vs.dialog.waitFor();
    await sandbox.picture('network-08-key-left');
    await vs.answerDialog('Cancel');
    await network.waitForRow('Key Pairs', '1');
    assert.equal(await vs.quickInput.count(), 0);
    assert.equal(await vs.page.locator('.notifications-toasts .notification-list-item').count(), 0);
    assert.deepEqual(await counted(), before);
    assert.equal(await says('mine'), 'ED25519');
  });
});
