import { publicImages } from '../catalog/images';
import { defineAction } from '../kernel/action';
import type { Context } from '../kernel/context';
import { ApiError, missingParameter } from '../kernel/errors';
import { defineTable, type RowKey } from '../store/table';
import type { ProductSubscription } from '../aws/actions';

/** A Marketplace product whose terms the account has accepted. The row belongs to the account; its id is the product code. */
export interface ProductSubscriptionRow extends RowKey {
  /** Epoch milliseconds. */
  readonly subscribedAt: number;
}

export const productSubscriptionTable = defineTable<ProductSubscriptionRow>({
  name: 'product_subscriptions',
  kind: 'product-subscriptions',
  columns: { subscribedAt: 'integer' },
  indexes: {},
});

/** Whether the account may launch images of this product. */
export function isSubscribed(context: Context, productCode: string): boolean {
  return context.inRegion('').get(productSubscriptionTable, productCode) !== undefined;
}

function describe({ id, subscribedAt }: ProductSubscriptionRow): ProductSubscription {
  return { ProductCode: id, SubscribedAt: new Date(subscribedAt).toISOString() };
}

/**
 * SubscribeToProduct, an action of our own: accepts the terms of a Marketplace product, which AWS does on the Marketplace's page. A product
 * that was subscribed to before answers as it was then.
 * @throws ApiError MissingParameter, InvalidProductInfo (EC2 error codes) for a code that no image has
 */
export const subscribeToProduct = defineAction({
  name: 'sandbox:SubscribeToProduct',
  access: 'write',
  inputs: { ProductCode: 'honoured' },
  handle(context, { ProductCode: code }) {
    if (!code) throw missingParameter('ProductCode');
    if (!publicImages(context.region).some(({ productCode }) => productCode === code)) {
      throw new ApiError('InvalidProductInfo', `The product code '${code}' does not exist`);
    }
    const account = context.inRegion('');
    const row =
      account.get(productSubscriptionTable, code) ??
      account.put(productSubscriptionTable, { region: '', id: code, subscribedAt: context.now });
    context.subjects.push(code);
    return { Subscription: describe(row) };
  },
});

/** DescribeProductSubscriptions, an action of our own: the Marketplace products the account has subscribed to, first ones first. */
export const describeProductSubscriptions = defineAction({
  name: 'sandbox:DescribeProductSubscriptions',
  access: 'read',
  inputs: {},
  handle: (context) => ({ Subscriptions: context.inRegion('').list(productSubscriptionTable).map(describe) }),
});
