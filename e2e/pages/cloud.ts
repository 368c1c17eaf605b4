import type { Locator, Page } from '@playwright/test';
import { cloudReady } from '../fixtures/app';

export interface ShownView {
  readonly set: string;
  readonly model: string;
  readonly layer: string;
  readonly pooling: string;
}

/** The Cloud view as a user meets it. */
export class CloudPage {
  readonly rows: Locator;
  readonly selectedCount: Locator;
  readonly inspector: Locator;
  readonly mapLine: Locator;
  readonly notice: Locator;

  constructor(readonly page: Page) {
    this.rows = page.getByTestId('concordance-row');
    this.selectedCount = page.getByTestId('selected-count');
    this.inspector = page.getByTestId('inspector');
    this.mapLine = page.getByTestId('map-line');
    this.notice = page.getByTestId('notice');
  }

  shown(): Promise<ShownView> {
    return this.page.evaluate(() => {
      const { set = '', model = '', layer = '', pooling = '' } = document.documentElement.dataset;
      return { set, model, layer, pooling };
    });
  }

  /** Does something and waits until the scene holds a view for which `isShown` is true. */
  async until(action: () => Promise<unknown>, isShown: (view: ShownView) => boolean): Promise<ShownView> {
    await action();
    for (;;) {
      await cloudReady(this.page);
      const view = await this.shown();
      if (isShown(view)) return view;
      await this.page.waitForTimeout(50);
    }
  }

  chooseModel(id: string): Promise<ShownView> {
    return this.until(async () => {
      await this.page.getByTestId('model-picker').click();
      await this.page.getByTestId(`model-${id}`).click();
    }, (view) => view.model === id);
  }

  chooseLayer(layer: number): Promise<ShownView> {
    return this.until(() => this.page.getByTestId(`layer-bar-${layer}`).click(), (view) => view.layer === String(layer));
  }

  chooseSet(id: string): Promise<ShownView> {
    return this.until(() => this.page.getByTestId(`set-${id}`).click(), (view) => view.set === id);
  }

  async clickRow(index: number, modifiers: ('Shift' | 'ControlOrMeta')[] = []): Promise<void> {
    await this.rows.nth(index).click({ modifiers });
  }
}
