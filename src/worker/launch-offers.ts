import { publicImage } from '../region/catalog/images';
import type { InstanceTypeFacts } from '../region/catalog/instance-types';
import { publicIpv4Hourly, volumeMonthly } from '../region/catalog/prices';
import { memoryGib, searchInstanceTypes } from '../region/catalog/search';
import { invalidValue } from '../region/kernel/errors';
import type { Sandbox } from '../region/kernel/sandbox';
import type { LaunchOffers, SearchedType } from '../shared/launch-offers';

/** Hours in a month, as AWS's own calculator counts them (AWS Pricing Calculator). */
const hoursPerMonth = 730;

/** What a type may be found by besides its name. */
function wordsOf({ manufacturer, architectures, accelerators, burstable }: InstanceTypeFacts): string {
  const chips = accelerators.flatMap(({ kind, manufacturer: maker, name }) => [kind, maker, name]);
  const graviton = manufacturer === 'AWS' ? ['graviton'] : [];
  return [manufacturer ?? '', ...graviton, ...architectures, ...chips, burstable ? 'burstable' : ''].join(' ').toLowerCase();
}

/** What of a type a search looks at. */
function searched(facts: InstanceTypeFacts, freeTier: boolean): SearchedType {
  const { name, vcpus, memoryMib, category, currentGeneration } = facts;
  return { name, vcpus, memory: memoryGib(memoryMib), category, currentGeneration, freeTier, words: wordsOf(facts) };
}

/** Types that boot an image, with their prices in a region. @throws ApiError InvalidParameterValue for an unknown image */
export function launchOffers(sandbox: Sandbox, request: { region: string; imageId: string }): LaunchOffers {
  const { region } = request;
  const image = publicImage(region, request.imageId);
  if (!image) throw invalidValue(`There is no image ${request.imageId} in ${region}`);
  const { platformDetails, architecture, softwareUsdPerHour } = image;
  const { freeTierPlan } = sandbox.account();
  const query = { region, platformDetails, ...(freeTierPlan !== 'none' && { freeTierPlan }) };
  const hits = searchInstanceTypes({ ...query, architecture });
  // What most launches here are made of stands first.
  const later = ({ facts }: (typeof hits)[number]): number => Number(!(facts.burstable && facts.currentGeneration));
  hits.sort((a, b) => later(a) - later(b));
  const volume = volumeMonthly(image.rootVolumeType, region);
  const isFree = (freeTier: boolean): boolean => freeTierPlan !== 'none' && image.freeTier && freeTier;
  const otherArchitecture = architecture === 'arm64' ? 'x86_64' : 'arm64';
  const others = searchInstanceTypes({ ...query, architecture: otherArchitecture }).filter(
    ({ facts }) => !facts.architectures.includes(architecture),
  );
  return {
    types: hits.map(({ facts, hourly, freeTier }) => ({
      ...searched(facts, isFree(freeTier)),
      ...(hourly !== undefined && { hourly: hourly + softwareUsdPerHour }),
      ...(facts.networkPerformance !== undefined && { networkPerformance: facts.networkPerformance }),
      ...(facts.instanceStore[0] && { disks: facts.instanceStore[0] }),
      ...(facts.burst && { credits: facts.burst.defaultMode }),
      hibernation: facts.hibernation,
      ...(facts.placementStrategies && { placementStrategies: facts.placementStrategies }),
    })),
    others: { architecture: otherArchitecture, types: others.map(({ facts, freeTier }) => searched(facts, isFree(freeTier))) },
    softwareHourly: softwareUsdPerHour,
    ...(volume !== undefined && { rootVolumeHourly: (volume * image.rootVolumeGib) / hoursPerMonth }),
    publicIpv4Hourly: publicIpv4Hourly(),
  };
}
