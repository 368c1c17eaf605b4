import type { Locator, Page } from '@playwright/test';

/** The panel of models as a user meets it. */
export class ModelsPage {
  readonly panel: Locator;
  readonly form: Locator;
  /** Why what was chosen is no model. */
  readonly refusal: Locator;
  readonly importJob: Locator;
  readonly said: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByTestId('models-panel');
    this.form = page.getByTestId('import-form');
    this.refusal = page.getByTestId('model-import-error');
    this.importJob = page.getByTestId('import-job');
    this.said = page.getByTestId('models-said');
  }

  async openByKeyboard(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+Shift+M');
    await this.panel.waitFor();
  }

  async openFromMenu(): Promise<void> {
    await this.page.getByTestId('model-picker').click();
    await this.page.getByTestId('open-models').click();
    await this.panel.waitFor();
  }

  installed(id: string): Locator {
    return this.page.getByTestId(`installed-${id}`);
  }

  offer(id: string): Locator {
    return this.page.getByTestId(`download-${id}`);
  }

  /** Presses "Import folder…" or "Import file…"; the dialog's answer was set before. */
  async choose(what: 'folder' | 'file'): Promise<void> {
    await this.page.getByTestId(`import-${what}`).click();
  }

  async fillForm({ name, id, licence }: { readonly name?: string; readonly id?: string; readonly licence?: string }): Promise<void> {
    if (name !== undefined) await this.page.getByTestId('import-name').fill(name);
    if (id !== undefined) await this.page.getByTestId('import-id').fill(id);
    if (licence !== undefined) await this.page.getByTestId('import-licence').fill(licence);
  }

  async startImport(): Promise<void> {
    await this.page.getByTestId('import-start').click();
  }

  async remove(id: string): Promise<void> {
    await this.page.getByTestId(`remove-${id}`).click();
    await this.page.getByTestId('confirm-remove').click();
  }

  focusedTestId(): Promise<string | null> {
    return this.page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null);
  }
}
