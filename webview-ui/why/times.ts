import { language } from '../kit/page';

const short = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const full = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });

/** A virtual time as words: with the date only when it is another day than `reference`. Both are epoch milliseconds. */
export function timeText(at: number, reference: number): string {
  return day.format(at) === day.format(reference) ? short.format(at) : full.format(at);
}
