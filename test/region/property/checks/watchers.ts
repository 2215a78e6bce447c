import type { Watcher } from '../world';
import {
  answersWithDocumentedErrors,
  launchesWhatFits,
  namesWhatChanged,
  saysHowItWasAndIs,
  sparesProtectedZones,
  startsWithinQuota,
} from './answers';
import { endsOnce, movesAlongTheLifecycle, tellsReasons } from './lifecycle';
import { interfacesOfInstances, privateAddresses, publicAddresses } from './network';
import { deleteOnTermination, leavesNothing, volumesOfInstances } from './storage';
import { chargesWhatWasThere } from './usage';

/** Everything that must hold after each commit, for one account. */
export function newWatchers(): Watcher[] {
  return [
    answersWithDocumentedErrors(),
    movesAlongTheLifecycle(),
    endsOnce(),
    tellsReasons(),
    publicAddresses(),
    privateAddresses(),
    interfacesOfInstances(),
    volumesOfInstances(),
    deleteOnTermination(),
    leavesNothing(),
    chargesWhatWasThere(),
    saysHowItWasAndIs(),
    sparesProtectedZones(),
    launchesWhatFits(),
    startsWithinQuota(),
    namesWhatChanged(),
  ];
}
