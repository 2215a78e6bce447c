import { publicImage } from '../region/catalog/images';
import type { InstanceTypeFacts } from '../region/catalog/instance-types';
import { publicIpv4Hourly, volumeMonthly } from '../region/catalog/prices';
import { memoryGib, searchInstanceTypes } from '../region/catalog/search';
import { invalidValue } from '../region/kernel/errors';
import type { Sandbox } from '../region/kernel/sandbox';
import type { LaunchOffers } from '../shared/launch-offers';

/** Hours in a month, as AWS's own calculator counts them (AWS Pricing Calculator). */
const hoursPerMonth = 730;

/** What a type may be found by besides its name. */
function wordsOf({ manufacturer, architectures, accelerators, burstable }: InstanceTypeFacts): string {
  const chips = accelerators.flatMap(({ kind, manufacturer: maker, name }) => [kind, maker, name]);
  const graviton = manufacturer === 'AWS' ? ['graviton'] : [];
  return [manufacturer ?? '', ...graviton, ...architectures, ...chips, burstable ? 'burstable' : ''].join(' ').toLowerCase();
}

/** Types that boot an image, with their prices in a region. @throws ApiError InvalidParameterValue for an unknown image */
export function launchOffers(sandbox: Sandbox, request: { region: string; imageId: string }): LaunchOffers {
  const { region } = request;
  const image = publicImage(region, request.imageId);
  if (!image) throw invalidValue(`There is no image ${request.imageId} in ${region}`);
  const { platformDetails, architecture, softwareUsdPerHour } = image;
  const { freeTierPlan } = sandbox.account();
  const hits = searchInstanceTypes({
    region,
    platformDetails,
    architecture,
    ...(freeTierPlan !== 'none' && { freeTierPlan }),
  });
  // What most launches here are made of stands first.
  const later = ({ facts }: (typeof hits)[number]): number => Number(!(facts.burstable && facts.currentGeneration));
  hits.sort((a, b) => later(a) - later(b));
  const volume = volumeMonthly(image.rootVolumeType, region);
  return {
    types: hits.map(({ facts, hourly, freeTier }) => ({
      name: facts.name,
      vcpus: facts.vcpus,
      memory: memoryGib(facts.memoryMib),
      category: facts.category,
      currentGeneration: facts.currentGeneration,
      freeTier: freeTierPlan !== 'none' && image.freeTier && freeTier,
      ...(hourly !== undefined && { hourly: hourly + softwareUsdPerHour }),
      ...(facts.networkPerformance !== undefined && { networkPerformance: facts.networkPerformance }),
      ...(facts.instanceStore[0] && { disks: facts.instanceStore[0] }),
      ...(facts.burst && { credits: facts.burst.defaultMode }),
      hibernation: facts.hibernation,
      ...(facts.placementStrategies && { placementStrategies: facts.placementStrategies }),
      words: wordsOf(facts),
    })),
    softwareHourly: softwareUsdPerHour,
    ...(volume !== undefined && { rootVolumeHourly: (volume * image.rootVolumeGib) / hoursPerMonth }),
    publicIpv4Hourly: publicIpv4Hourly(),
  };
}
