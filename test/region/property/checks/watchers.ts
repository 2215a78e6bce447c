import type { Watcher } from '../world';
import { elasticAddresses, reassociatesWhenAllowed } from './addresses';
import { answersWithDocumentedErrors, namesWhatChanged, saysHowItWasAndIs, sparesProtectedZones } from './answers';
import { launchesWhatFits, startsWithinQuota } from './launches';
import { leavesNothing } from './leftovers';
import { endsOnce, movesAlongTheLifecycle, tellsReasons } from './lifecycle';
import { interfacesOfInstances, privateAddresses, publicAddresses } from './network';
import { networksAreWhole, routesLeadSomewhere, rulesAreUnique, staysWithinQuotas } from './networks';
import { movesAsDocumented } from './states';
import { deleteOnTermination, volumesOfInstances } from './storage';
import { profilesOfInstances, versionsOnlyGrow } from './templates';
import { chargesWhatWasThere } from './usage';

/** Everything that must hold after each commit, for one account. */
export function newWatchers(): Watcher[] {
  return [
    answersWithDocumentedErrors(),
    movesAlongTheLifecycle(),
    movesAsDocumented(),
    endsOnce(),
    tellsReasons(),
    publicAddresses(),
    privateAddresses(),
    elasticAddresses(),
    reassociatesWhenAllowed(),
    interfacesOfInstances(),
    volumesOfInstances(),
    deleteOnTermination(),
    networksAreWhole(),
    routesLeadSomewhere(),
    rulesAreUnique(),
    staysWithinQuotas(),
    versionsOnlyGrow(),
    profilesOfInstances(),
    chargesWhatWasThere(),
    saysHowItWasAndIs(),
    sparesProtectedZones(),
    launchesWhatFits(),
    startsWithinQuota(),
    leavesNothing(),
    namesWhatChanged(),
  ];
}
