import type { ImportProgress } from '@contract/model-import';
import { partText } from '@contract/size-text';
import { speedText, timeLeftText } from './byte-text';

const STAGES: Readonly<Record<ImportProgress['stage'], string>> = {
  'look-up': 'Asking the server', download: 'Downloading', verify: 'Checking the files', convert: 'Converting',
  check: 'Trying the model', measure: 'Measuring its baseline',
};

export const importStageName = (stage: ImportProgress['stage']): string => STAGES[stage];

/** "34 of 199 tensors", "210 of 440 MB"; empty while nothing is counted. */
export function progressCount({ nDone, nTotal, unit }: ImportProgress): string {
  if (nTotal <= 0) return '';
  return unit === 'bytes' ? partText(nDone, nTotal) : `${nDone.toLocaleString('en')} of ${nTotal.toLocaleString('en')} ${unit}`;
}

/** "12 MB/s, 40 s left"; empty where it is no download or nothing is known yet. */
export function progressPace({ bytesPerSecond, secondsLeft }: ImportProgress): string {
  return [
    ...(bytesPerSecond === undefined || bytesPerSecond <= 0 ? [] : [speedText(bytesPerSecond)]),
    ...(secondsLeft === undefined || !Number.isFinite(secondsLeft) ? [] : [timeLeftText(secondsLeft)]),
  ].join(', ');
}

/** Share done, 0…1; null while the amount is not known. */
export const progressFraction = ({ nDone, nTotal }: ImportProgress): number | null => (nTotal <= 0 ? null : Math.min(1, nDone / nTotal));
