import * as l10n from '@vscode/l10n';
import { language } from '../kit/page';

/** A price as AWS writes it: as many digits as it needs, at least two. */
export function usd(value: number): string {
  const digits = value >= 1 ? 4 : 5;
  const [whole = '0', fraction = ''] = value.toFixed(digits).split('.');
  return `$${Number(whole).toLocaleString(language)}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
}

/** A sum for a month, in cents. */
export const usdMonthly = (value: number): string =>
  `$${value.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

/** Instance store disks: `2 × 950 GB SSD`. */
export function disksText(disks: { count: number; sizeGb: number; type: string } | undefined): string {
  if (!disks) return l10n.t('EBS only');
  return l10n.t('{0} × {1} GB {2}', disks.count, disks.sizeGb, disks.type.toUpperCase());
}
