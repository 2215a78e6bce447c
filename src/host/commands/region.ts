import * as vscode from 'vscode';
import type { Services } from '../services';
import { regionNames } from '../regions.generated';

/** Where a region is, as AWS's console says it. */
function regionName(code: string): string {
  const [english = '', korean = english] = regionNames[code] ?? [];
  return vscode.env.language.startsWith('ko') ? korean : english;
}

/** Asks which region to show. */
export async function selectRegion({ session }: Services): Promise<void> {
  const { Regions = [] } = await session.execute('ec2:DescribeRegions', { AllRegions: true });
  const items = Regions.flatMap(({ RegionName, OptInStatus }) =>
    RegionName === undefined || OptInStatus === 'not-opted-in'
      ? []
      : [
          {
            label: RegionName,
            description: regionName(RegionName),
            ...(RegionName === session.region && { detail: vscode.l10n.t('shown now') }),
          },
        ],
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Select Region'),
    placeHolder: vscode.l10n.t('Region whose resources are shown'),
    matchOnDescription: true,
  });
  if (picked) await session.selectRegion(picked.label);
}
