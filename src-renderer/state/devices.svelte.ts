import { labelIn, type DevicePreference, type DeviceReport, type EmbeddingSummary } from '@contract/embedding';
import { topbarWords } from '../wording/interface/topbar';

/** The devices of this machine as the inference process reports them. */
class Devices {
  reports = $state.raw<readonly DeviceReport[]>([]);
  isLooking = $state(false);
  problem = $state<string | null>(null);
}

export const devices = new Devices();

const STATES: Readonly<Record<Exclude<DeviceReport['state'], 'absent'>, string>> = {
  unchecked: topbarWords.deviceUntried, serves: topbarWords.deviceFaster,
  slower: topbarWords.deviceSlower, refused: topbarWords.deviceUnused,
};

/** A row of the device menu that can be chosen. */
export interface DeviceChoice {
  readonly preference: DevicePreference;
  readonly label: string;
  readonly state: string;
  readonly reason: string;
}

type Ran = Pick<EmbeddingSummary, 'device' | 'precision' | 'nCached' | 'nOccurrences'>;

/** Whether a set came from the store whole, so that nothing ran anywhere. */
export const isAllCached = ({ nCached, nOccurrences }: Ran): boolean => nCached > 0 && nCached >= nOccurrences;

/** A server is called “the server …” in the midst of sentences. */
const capitalised = (label: string): string => `${label.charAt(0).toUpperCase()}${label.slice(1)}`;

/**
 * What the indicator says. A set that came from the store ran nowhere: then it is the device on which the next sentence will run, as far as
 * that is known without trying.
 */
export function deviceShown(ran: Ran, preference: DevicePreference, reports: readonly DeviceReport[]): string {
  if (!isAllCached(ran) || preference === 'server') return capitalised(ran.device.label);
  // They run on the CPU alone.
  if (ran.precision === 'int8') return labelIn(reports.find(({ provider }) => provider === 'cpu')?.label ?? 'CPU', 'int8');
  const others = reports.filter(({ provider }) => provider !== 'cpu');
  const next = preference !== 'auto' ? reports.find(({ provider }) => provider === preference)
    : others.find(({ state }) => state === 'serves') ?? (others.some(({ state }) => state === 'unchecked') ? undefined : reports.find(({ provider }) => provider === 'cpu'));
  return next?.label ?? ran.device.label;
}

/** What there is to choose: the fastest first, then each device that is there with its state in plain words. */
export function deviceChoices(reports: readonly DeviceReport[], ran: Ran | null, preference: DevicePreference): readonly DeviceChoice[] {
  const auto: DeviceChoice = {
    preference: 'auto',
    label: topbarWords.deviceFastest,
    state: ran === null || preference === 'server' || ran.precision === 'int8' || isAllCached(ran) ? topbarWords.deviceFastestHint : topbarWords.deviceNow(ran.device.label),
    reason: '',
  };
  const there = reports.flatMap(({ provider, label, state, reason }): DeviceChoice[] => {
    if (state === 'absent') return [];
    // The CPU is what the others are measured against.
    return [{ preference: provider, label, reason, state: provider === 'cpu' ? topbarWords.deviceAlways : STATES[state] }];
  });
  return [auto, ...there];
}

export const absentDevices = (reports: readonly DeviceReport[]): readonly DeviceReport[] => reports.filter(({ state }) => state === 'absent');
