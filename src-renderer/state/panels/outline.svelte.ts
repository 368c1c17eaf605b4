import type { Spot } from './outline-places';

/** A lasso or box that is drawn by keys. */
class Outline {
  /** Where the cross stands, in px from the scene's corner; null: there is none. */
  cursor = $state.raw<Spot | null>(null);
  corners = $state.raw<readonly Spot[]>([]);
  /** For a screen reader. */
  said = $state('');

  clear(): void {
    this.cursor = null;
    this.corners = [];
    this.said = '';
  }
}

export const outline = new Outline();
