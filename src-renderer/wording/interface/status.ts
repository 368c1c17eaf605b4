/** The line at the bottom. */
export const statusWords = {
  // ModelJobStatus
  stopping: 'Stopping',
  starting: 'Starting',
  isReady: (name: string) => `${name} is ready`,
  openIt: 'Open it',
  didNotComeIn: (name: string) => `${name} did not come in`,
  showWhy: 'Show why',
  models: 'Models',
  // StatusBar
  cancel: 'Cancel',
  about: 'About',
  shortcuts: 'Shortcuts',
  stepCounted: (step: string, nDone: number, nTotal: number) => `${step}: ${nDone.toLocaleString('en')} of ${nTotal.toLocaleString('en')}`,
} as const;
