import { type CatalogImage, publicImage, publicImages } from '../../catalog/images';
import type { Context } from '../../kernel/context';
import { defineKind, type Face } from '../../kernel/kind';
import { type Message, message, verbatim } from '../../kernel/message';
import { isSubscribed } from '../../sandbox/product-subscriptions';
import type { RowKey } from '../../store/table';

/** A public image as a resource of a region. */
interface ImageItem extends RowKey {
  readonly image: CatalogImage;
}

function item(region: string, image: CatalogImage): ImageItem {
  return { region, id: image.imageId, image };
}

/** Where the launch wizard shows an image: quick start, Marketplace, or the retired ones of the lessons. */
function shelf(image: CatalogImage): 'quick-start' | 'marketplace' | 'classic' {
  if (image.classic) return 'classic';
  return image.productCode === undefined ? 'quick-start' : 'marketplace';
}

const shelves: Readonly<Record<ReturnType<typeof shelf>, Message>> = {
  'quick-start': message('Quick start'),
  marketplace: message('AWS Marketplace'),
  classic: message('Classic (deprecated)'),
};

function face(context: Context, { image }: ImageItem): Face {
  return {
    label: image.title,
    description: [verbatim(image.architecture), ...(shelf(image) === 'quick-start' ? [] : [shelves[shelf(image)]])],
    icon: image.platform === 'windows' ? 'window' : 'terminal-linux',
    // A Marketplace image needs a subscription first.
    flags: [shelf(image), ...(image.productCode === undefined || isSubscribed(context, image.productCode) ? ['launchable'] : [])],
    tooltip: [
      { caption: message('AMI ID'), value: verbatim(image.imageId) },
      { caption: message('Name'), value: verbatim(image.name) },
      { caption: message('Platform'), value: verbatim(image.platformDetails) },
      { caption: message('Architecture'), value: verbatim(image.architecture) },
      { caption: message('Root volume'), value: message('{0} GiB, {1}', image.rootVolumeGib, image.rootVolumeType) },
      { caption: message('Default user name'), value: verbatim(image.loginUser) },
      { caption: message('Free tier'), value: image.freeTier ? message('eligible') : message('not eligible') },
    ],
  };
}

/** Public images in trees, menus and the palette. */
export const imagesKind = defineKind<ImageItem>({
  name: 'images',
  title: ['Images', '이미지'],
  place: { view: 'images' },
  resourceType: 'image',
  source: {
    list: ({ region }) => publicImages(region).map((image) => item(region, image)),
    find({ region }, id) {
      const image = publicImage(region, id);
      return image && item(region, image);
    },
  },
  menu: [
    {
      id: 'launch',
      title: 'Launch',
      titleKo: '인스턴스 시작',
      icon: 'rocket',
      action: 'ec2:RunInstances',
      idsInput: 'ImageId',
      each: true,
      asks: 'cloudSandbox.launchInstance',
      needs: ['launchable'],
      group: '2_active@1',
      inline: true,
    },
  ],
  face,
});
