/** Whether the list of shortcuts is open. */
class ShortcutList {
  isOpen = $state(false);
}

export const shortcutList = new ShortcutList();
