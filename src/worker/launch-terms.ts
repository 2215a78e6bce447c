import { freeTierAllowance, freeTierEligible } from '../region/catalog/free-tier';
import { type CatalogImage, publicImage, publicImages } from '../region/catalog/images';
import { detailedMonitoringMonthly, provisionedPrices, publicIpv4Hourly, volumeMonthly } from '../region/catalog/prices';
import { baselineRule, volumeTypes } from '../region/catalog/volume-types';
import { instanceTable } from '../region/ec2/instances/instances';
import { userAddress } from '../region/ec2/network/user-address';
import { networkInterfaceTable } from '../region/ec2/network-interfaces/network-interfaces';
import { volumeTable } from '../region/ec2/volumes/volumes';
import type { Sandbox } from '../region/kernel/sandbox';
import type { FreeTierLeft, ImageOffer, LaunchTerms, VolumeOffer } from '../shared/launch-offers';

/** Hours of the calendar month (UTC) of a time. */
export function hoursInMonth(epochMilliseconds: number): number {
  const at = new Date(epochMilliseconds);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate() * 24;
}

function imageOffer(image: CatalogImage): ImageOffer {
  return {
    id: image.imageId,
    title: image.title,
    name: image.name,
    description: image.description,
    shelf: image.classic ? 'classic' : image.productCode === undefined ? 'quick-start' : 'marketplace',
    distribution: image.distribution,
    architecture: image.architecture,
    platformDetails: image.platformDetails,
    windows: image.platform === 'windows',
    rootDevice: image.rootDeviceName,
    rootGib: image.rootVolumeGib,
    rootType: image.rootVolumeType,
    freeTier: image.freeTier,
    loginUser: image.loginUser,
    ...(image.productCode !== undefined && { productCode: image.productCode }),
    softwareHourly: image.softwareUsdPerHour,
  };
}

function volumeOffers(region: string): VolumeOffer[] {
  return volumeTypes().map(({ type, name, minGib, maxGib, iops, mibps, bootable }) => {
    const gibMonthly = volumeMonthly(type, region);
    const provisioned = provisionedPrices(type, region);
    const baseline = baselineRule(type);
    return {
      type,
      name,
      minGib,
      maxGib,
      bootable,
      ...(iops && { iops }),
      ...(mibps && { mibps }),
      ...(baseline && { baseline }),
      ...(gibMonthly !== undefined && { gibMonthly }),
      ...(provisioned?.iops && { iopsMonthly: provisioned.iops }),
      ...(provisioned?.mibps && { mibpsMonthly: provisioned.mibps }),
    };
  });
}

/** What running instances, volumes and addresses of all regions leave of the month's allowance. */
function freeTierLeft(sandbox: Sandbox, hours: number): FreeTierLeft | undefined {
  const allowance = freeTierAllowance('12-month');
  if (!allowance) return undefined;
  const { store } = sandbox;
  let linux = 0;
  let windows = 0;
  let gib = 0;
  let addresses = 0;
  for (const region of store.regionsOf(instanceTable)) {
    for (const { row } of store.in(instanceTable, region).all()) {
      const { state, imageId, instanceType } = row;
      if ((state !== 'running' && state !== 'pending') || !freeTierEligible(instanceType, region, '12-month')) continue;
      if (publicImage(region, imageId)?.platform === 'windows') windows++;
      else linux++;
    }
  }
  for (const region of store.regionsOf(volumeTable)) {
    for (const { row } of store.in(volumeTable, region).all()) if (/^(gp2|gp3|standard)$/.test(row.volumeType)) gib += row.size;
  }
  for (const region of store.regionsOf(networkInterfaceTable)) {
    // An Elastic IP address counts while it is mapped: the allowance is for addresses in use (VPC pricing).
    for (const { row } of store.in(networkInterfaceTable, region).all()) {
      addresses += row.privateAddresses.filter(({ elastic }) => elastic).length + (row.publicAddress ? 1 : 0);
    }
  }
  return {
    linuxHours: Math.max(0, allowance.linuxInstanceHours - linux * hours),
    windowsHours: Math.max(0, allowance.windowsInstanceHours - windows * hours),
    ebsGib: Math.max(0, allowance.ebsGb - gib),
    publicIpv4Hours: Math.max(0, allowance.publicIpv4Hours - addresses * hours),
    monthly: { instanceHours: allowance.linuxInstanceHours, ebsGib: allowance.ebsGb },
  };
}

/** What a launch in a region is made of, priced by the account's plan and the present month. */
export function launchTerms(sandbox: Sandbox, { region }: { region: string }): LaunchTerms {
  const { freeTierPlan } = sandbox.account();
  const hours = hoursInMonth(sandbox.now);
  const left = freeTierPlan === '12-month' ? freeTierLeft(sandbox, hours) : undefined;
  return {
    images: publicImages(region).map(imageOffer),
    volumes: volumeOffers(region),
    publicIpv4Hourly: publicIpv4Hourly(),
    detailedMonitoringMonthly: detailedMonitoringMonthly(),
    hoursInMonth: hours,
    freeTierPlan,
    ...(left && { freeTierLeft: left }),
    userAddress,
  };
}
