/** About the program: versions, updates, diagnostics. */
export const aboutWords = {
  // AboutDialog
  aboutContexture: 'About Contexture',
  licencesBefore: 'MIT licence. The licences of what comes with it lie in the folder',
  // As the folder is called on disk.
  licencesFolder: 'notices',
  licencesAfter: 'of the program.',
  theBook: 'The book',
  bookLead: 'How to read each view, what is measured and how, and all formats. It is part of the program and needs no network.',
  openBook: 'Open the book',
  updates: 'Updates',
  updatesLead: (host: string) => `Nothing is asked for by itself. A look asks ${host} for its list of versions and says nothing of you, your sentences or your models.`,
  lookAtStart: 'Look at every start',
  fetching: 'Fetching the new version',
  cancel: 'Cancel',
  install: 'Install and start again',
  check: 'Check for updates',
  fetch: 'Fetch it',
  diagnostics: 'Diagnostics',
  diagnosticsLead: 'Versions, system, devices, models and the end of the log, for whoever looks for a fault. No sentence, label or file of yours is in it.',
  copyDiagnostics: 'Copy diagnostics',
  copied: 'Copied.',
  // AboutDialog: what depends on more than its values
  versions: (version: string, parts: { readonly chromium: string; readonly onnxruntime: string } | null) =>
    `Version ${version}${parts === null ? '' : `, Chromium ${parts.chromium}, onnxruntime ${parts.onnxruntime}`}.`,
} as const;
