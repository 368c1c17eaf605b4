/** Choices of the export popover. */
class Exporting {
  isOpen = $state(false);
  what = $state<'picture' | 'data'>('picture');
  scale = $state<1 | 2 | 3 | 4>(2);
  hasLegend = $state(true);
  hasCaption = $state(true);
  isTransparent = $state(false);
  theme = $state<'dark' | 'light'>('light');
  isBusy = $state(false);
}

export const exporting = new Exporting();
