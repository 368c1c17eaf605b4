import { sizeText } from '@contract/size-text';

export const speedText = (bytesPerSecond: number): string => `${sizeText(bytesPerSecond)}/s`;

/** "40 s left", "3 min left", "1 h 5 min left": rounded up, so that it is never promised too soon. */
export function timeLeftText(seconds: number): string {
  if (seconds <= 59) return `${Math.max(1, Math.ceil(seconds))} s left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min left`;
  return minutes % 60 === 0 ? `${minutes / 60} h left` : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}
