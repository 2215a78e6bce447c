import { type CatalogImage, publicImages } from '../catalog/images';

/** A public parameter of Systems Manager: the name of an image that AWS or a publisher keeps up to date. */
export interface PublicParameter {
  /** `/aws/service/…`. */
  readonly name: string;
  readonly image: CatalogImage;
}

/**
 * Names besides the image's own one (Systems Manager User Guide, public parameters for Amazon Linux: `kernel-default` is the release's first
 * kernel; Debian wiki, Amazon EC2 image parameters). Image key → names.
 */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  'al2023-x86': ['/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'],
  'al2023-arm': ['/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64'],
  'al2023-min-x86': ['/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-x86_64'],
  'al2-x86': ['/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-x86_64-gp2'],
  'al2-arm': ['/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-arm64-gp2'],
  'debian-12': ['/aws/service/debian/release/12/latest/amd64'],
  'debian-12-arm': ['/aws/service/debian/release/12/latest/arm64'],
  'debian-13': ['/aws/service/debian/release/13/latest/amd64'],
};

/** Canonical publishes each release under its number and its code name (Ubuntu on AWS, find images with Systems Manager). */
const ubuntuCodeNames: Readonly<Record<string, string>> = {
  '18.04': 'bionic',
  '20.04': 'focal',
  '22.04': 'jammy',
  '24.04': 'noble',
};

const byRegion = new Map<string, ReadonlyMap<string, PublicParameter>>();

/** The public parameters of a region by name, in the order of their names. */
export function publicParameters(region: string): ReadonlyMap<string, PublicParameter> {
  let parameters = byRegion.get(region);
  if (!parameters) {
    const named = publicImages(region).flatMap((image) => namesOf(image).map((name) => ({ name, image })));
    named.sort((a, b) => (a.name < b.name ? -1 : 1));
    parameters = new Map(named.map((parameter) => [parameter.name, parameter]));
    byRegion.set(region, parameters);
  }
  return parameters;
}

function namesOf(image: CatalogImage): string[] {
  const own = image.publicSsmParameterName;
  const names = [...(own === undefined ? [] : [own]), ...(otherNames[image.key] ?? [])];
  const release = own === undefined ? undefined : /^\/aws\/service\/canonical\/ubuntu\/[a-z-]+\/(\d\d\.\d\d)\//.exec(own)?.[1];
  const codeName = release === undefined ? undefined : ubuntuCodeNames[release];
  if (own !== undefined && release !== undefined && codeName !== undefined) names.push(own.replace(`/${release}/`, `/${codeName}/`));
  return names;
}
