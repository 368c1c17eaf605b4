/** The list of keys. */
export const shortcutsWords = {
  // ShortcutsDialog
  title: 'Keyboard shortcuts',
  lead: 'Each works wherever the focus is, unless a field, a slider, a menu or a dialog has the key. On a Mac, Ctrl is ⌘.',
} as const;
