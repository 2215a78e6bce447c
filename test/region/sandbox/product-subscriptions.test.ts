import assert from 'node:assert/strict';
import { publicImages } from '../../../src/region/catalog/images';
import { usageTable } from '../../../src/region/kernel/tables';
import { imagesKind } from '../../../src/region/ec2/images/images-kind';
import { findOfKind } from '../../../src/region/kernel/kind';
import { image, openMachines } from '../ec2/instances/support';
import { openAccount, seoul } from '../support/account';

const code = (key: string): string => publicImages(seoul).find((each) => each.key === key)!.productCode!;

describe('Marketplace subscriptions', () => {
  it('are kept for the account, once', () => {
    const account = openAccount();
    const first = account.run('sandbox:SubscribeToProduct', { ProductCode: code('wordpress-bitnami') });
    assert.deepEqual(first.Subscription, { ProductCode: code('wordpress-bitnami'), SubscribedAt: '2026-01-15T09:00:00.000Z' });
    account.pass(60);
    assert.deepEqual(account.run('sandbox:SubscribeToProduct', { ProductCode: code('wordpress-bitnami') }, 'us-east-1'), first);
    account.run('sandbox:SubscribeToProduct', { ProductCode: code('lamp-bitnami') });
    assert.deepEqual(account.run('sandbox:DescribeProductSubscriptions', {}, 'eu-west-1').Subscriptions, [
      first.Subscription,
      { ProductCode: code('lamp-bitnami'), SubscribedAt: '2026-01-15T09:01:00.000Z' },
    ]);
    account.fails('sandbox:SubscribeToProduct', { ProductCode: 'x' }, 'InvalidProductInfo');
    account.fails('sandbox:SubscribeToProduct', {}, 'MissingParameter');
  });

  it('let the image be launched, with its product code and the meter of its software', () => {
    const machines = openMachines();
    const ImageId = image('sim-paid-hardened');
    const flags = () => imagesKind.face(machines.context(), findOfKind(machines.context(), imagesKind, ImageId)!).flags;
    assert.deepEqual(flags(), ['marketplace']);
    machines.fails('ec2:RunInstances', { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 }, 'OptInRequired');
    machines.run('sandbox:SubscribeToProduct', { ProductCode: code('sim-paid-hardened') });
    assert.deepEqual(flags(), ['marketplace', 'launchable']);
    const { InstanceId, ProductCodes } = machines.running({ ImageId });
    assert.deepEqual(ProductCodes, [{ ProductCodeId: code('sim-paid-hardened'), ProductCodeType: 'marketplace' }]);
    const open = () => machines.context().by(usageTable, 'open', InstanceId!);
    assert.deepEqual(
      open().map(({ usageType, quantity, attributes }) => [usageType, quantity, attributes]),
      [
        ['BoxUsage:t3.micro', 1, { platform: 'Linux/UNIX', image: ImageId }],
        ['SoftwareUsage:t3.micro', 1, { product: code('sim-paid-hardened'), image: ImageId }],
      ],
    );
    machines.run('ec2:TerminateInstances', { InstanceIds: [InstanceId!] });
    assert.deepEqual(open(), []);
  });
});
