import type { Locator, Page } from '@playwright/test';

export interface ShownLabel {
  readonly id: string;
  /** Letter of a selected point. */
  readonly tag: string | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The scene as its owner sees it: labels, keys, and what it draws. */
export class ScenePage {
  readonly host: Locator;

  constructor(readonly page: Page) {
    this.host = page.getByTestId('scene-host');
  }

  async key(key: string): Promise<void> {
    await this.host.focus();
    await this.page.keyboard.press(key);
  }

  /** Labels that are to be seen, px from the window's corner. */
  labels(): Promise<ShownLabel[]> {
    return this.page.getByTestId('scene-labels').evaluate((layer) => [...layer.querySelectorAll<HTMLElement>('[data-label]')].filter(({ style }) => style.opacity !== '0').map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const first = element.querySelector('span');
      return { id: element.dataset['label'] ?? '', tag: first?.style.borderRadius === '50%' ? first.textContent : null, x, y, width, height };
    }));
  }

  /** Counts the frames that the scene draws from now on: each clears its WebGL canvas. */
  async countFrames(): Promise<void> {
    await this.page.evaluate(() => {
      const counted = window as unknown as { nFrames?: number };
      const isFirst = counted.nFrames === undefined;
      counted.nFrames = 0;
      if (!isFirst) return;
      const { prototype } = WebGL2RenderingContext;
      const clear: unknown = Reflect.get(prototype, 'clear');
      prototype.clear = function (mask) {
        counted.nFrames = (counted.nFrames ?? 0) + 1;
        if (typeof clear === 'function') Reflect.apply(clear, this, [mask]);
      };
    });
  }

  nFrames(): Promise<number> {
    return this.page.evaluate(() => (window as unknown as { nFrames: number }).nFrames);
  }

  /** Waits until labels have stood still for a while: nothing moves any more. */
  async rest(): Promise<ShownLabel[]> {
    let before = '';
    for (;;) {
      const labels = await this.labels();
      const now = JSON.stringify(labels);
      if (now === before) return labels;
      before = now;
      await this.page.waitForTimeout(400);
    }
  }

  /** Share of pixels that differ by more than a tenth between two pictures of one size. */
  difference(a: Buffer, b: Buffer): Promise<number> {
    return this.page.evaluate(async (pictures) => {
      const [one, other] = await Promise.all(pictures.map(async (base64) => {
        const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], { type: 'image/png' }));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        context?.drawImage(bitmap, 0, 0);
        return context?.getImageData(0, 0, bitmap.width, bitmap.height).data;
      }));
      if (one === undefined || other === undefined || one.length !== other.length) throw new Error('The pictures have not one size.');
      let nOther = 0;
      for (let i = 0; i < one.length; i += 4) if ([0, 1, 2].some((c) => Math.abs((one[i + c] ?? 0) - (other[i + c] ?? 0)) > 25)) nOther++;
      return nOther / (one.length / 4);
    }, [a, b].map((buffer) => buffer.toString('base64')));
  }

  /** The side that the camera faces, as the menu says. */
  async facing(): Promise<string | null> {
    await this.page.getByTestId('tool-look-from').click();
    const pressed = this.page.getByTestId('look-from').locator('[aria-pressed="true"]');
    await this.page.getByTestId('look-front').waitFor();
    const side = (await pressed.count()) === 0 ? null : await pressed.getAttribute('data-testid');
    await this.page.keyboard.press('Escape');
    return side;
  }
}
