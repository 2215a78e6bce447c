import type { RegionView, View } from '../region-view';

/** A region as it was or is, if it was open. */
export const regionOf = (view: View, region: string): RegionView | undefined => view.regions.find((each) => each.region === region);
