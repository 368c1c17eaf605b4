import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, profile, test } from './fixtures/app';
import { answerSaveDialog } from './fixtures/dialogs';

/** Width, height and colour type of a PNG, from its IHDR chunk. */
function header(file: string): { width: number; height: number; hasAlpha: boolean } {
  const bytes = readFileSync(file);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), hasAlpha: bytes[25] === 6 };
}

test('the scene is exported as PNG at every size, with or without legend, opaque or transparent', async ({ fresh: { app, page } }) => {
  const folder = profile({});
  const save = async (name: string): Promise<string> => {
    const file = path.join(folder, name);
    await answerSaveDialog(app, file);
    await page.getByTestId('export-png').click();
    await expect.poll(() => existsSync(file), { timeout: 40_000 }).toBe(true);
    await expect(page.getByTestId('export-popover')).toBeHidden();
    return file;
  };
  const open = async (): Promise<void> => {
    await page.keyboard.press('Control+e');
    await expect(page.getByTestId('export-preview')).toBeVisible();
  };
  await open();
  await page.getByTestId('export-scale').getByText('1×').click();
  const once = header(await save('1.png'));
  expect(once.width).toBeGreaterThan(400);
  for (const scale of [2, 4]) {
    await open();
    await page.getByTestId('export-scale').getByText(`${scale}×`).click();
    const larger = header(await save(`${scale}.png`));
    expect([larger.width, larger.height]).toEqual([once.width * scale, once.height * scale]);
  }
  await open();
  await page.getByTestId('export-scale').getByText('1×').click();
  await page.getByTestId('export-transparent').click();
  await page.getByTestId('export-legend').click();
  const bare = await save('bare.png');
  expect(header(bare).hasAlpha).toBe(true);
  expect(readFileSync(bare).equals(readFileSync(path.join(folder, '1.png')))).toBe(false);
});

/** Chunks of text of a PNG, by keyword. */
function textsOf(bytes: Buffer): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'iTXt') {
      const [keyword = '', text = ''] = bytes.toString('utf8', at + 8, at + 8 + length).split('\0\0\0\0\0');
      texts[keyword] = text;
    }
    at += 12 + length;
  }
  return texts;
}

test('a picture says what it shows and how it was made, is the same bytes twice, and leaves as SVG and PDF with text that is text', async ({ fresh: { app, page } }) => {
  const folder = profile({});
  const save = async (name: string, choose: () => Promise<void>): Promise<Buffer> => {
    const file = path.join(folder, name);
    await expect(page.getByTestId('export-popover')).toBeHidden();
    await page.keyboard.press('Control+e');
    await expect(page.getByTestId('export-preview')).toBeVisible();
    await choose();
    await answerSaveDialog(app, file);
    await page.getByTestId('export-png').click();
    await expect.poll(() => existsSync(file), { timeout: 40_000 }).toBe(true);
    return readFileSync(file);
  };
  const format = (name: string) => (): Promise<void> => page.getByTestId('export-format').getByText(name).click();
  const one = await save('one.png', format('PNG')), two = await save('two.png', format('PNG'));
  expect(one.equals(two)).toBe(true);
  const texts = textsOf(one);
  expect(texts['Description']).toMatch(/^Map of \d+ points in three dimensions: .*Colours and shapes: .*UMAP/u);
  expect(JSON.parse(texts['Source'] ?? '')).toMatchObject({
    app: 'Contexture',
    model: { id: 'minilm-l6', cardSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown },
    map: { seed: 42, parameters: { method: 'umap' } },
  });

  const printed = await save('print.png', async () => {
    await page.getByTestId('export-size-by').getByText('300 dpi').click();
    await page.getByTestId('export-width').fill('85');
    await page.getByTestId('export-width').press('Enter');
  });
  expect(printed.readUInt32BE(16)).toBe(Math.round((85 / 25.4) * 300));

  await save('figure.svg', format('SVG'));
  // As another program opens it: the strict reader of XML, not that of HTML.
  const read = await app.evaluate(async ({ BrowserWindow }, file) => {
    const window = new BrowserWindow({ show: false, webPreferences: { partition: 'reader' } });
    await window.loadFile(file);
    const found = await window.webContents.executeJavaScript(`({
      isBroken: document.querySelector('parsererror') !== null, nPoints: document.getElementById('points')?.childElementCount ?? 0, width: document.documentElement.getAttribute('width'),
      texts: Array.from(document.querySelectorAll('text'), ({ textContent }) => textContent), description: document.querySelector('desc')?.textContent, title: document.querySelector('title')?.textContent ?? '',
    })`) as { isBroken: boolean; nPoints: number; width: string; texts: string[]; description: string; title: string };
    window.destroy();
    return found;
  }, path.join(folder, 'figure.svg'));
  expect(read.isBroken).toBe(false);
  expect(read.width).toBe('85mm');
  expect(read.nPoints).toBe(Number(/^Map of (\d+) points/.exec(texts['Description'] ?? '')?.[1]));
  expect(read.description).toBe(texts['Description']);
  expect(read.texts.join('')).toContain(read.title);

  const pdf = (await save('figure.pdf', format('PDF'))).toString('latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf.match(/\/Type ?\/Page\b/g)).toHaveLength(1);
  const [, widthPt] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
  expect(Math.abs(Number(widthPt) - (85 / 25.4) * 72)).toBeLessThan(1);
  expect(pdf).toMatch(/\/FontName \/[A-Z]{6}\+HankenGrotesk/);
  expect(pdf).toMatch(/\/FontFile[23]/);
});

test('one turn leaves as a WebM of its length, can be cancelled, and leaves the view as it was; a flight leaves as a GIF', async ({ fresh: { app, page } }) => {
  test.setTimeout(240_000);
  const file = path.join(profile({}), 'turn.webm');
  const frames = (): Promise<string> =>
    page.evaluate(() =>
      Array.from(document.querySelectorAll('[data-testid="scene-labels"] > *'), (one) => `${one.textContent} ${(one as HTMLElement).style.transform}`)
        .sort()
        .join('|'),
    );
  // Without a graphics device a frame takes as long as it is large.
  await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 680); });
  // Labels are laid anew when their typeface has come.
  await expect.poll(async () => { const then = await frames(); await page.waitForTimeout(500); return then === await frames(); }).toBe(true);
  const before = await frames();
  await page.keyboard.press('Control+e');
  await page.getByTestId('export-what').getByText('Film').click();
  await page.getByTestId('export-seconds').getByText('6 s').click();
  await page.getByTestId('export-film').click();
  await page.getByTestId('export-film-cancel').click();
  await expect(page.getByTestId('export-film')).toBeVisible({ timeout: 20_000 });
  expect(existsSync(file)).toBe(false);
  await answerSaveDialog(app, file);
  await page.getByTestId('export-film').click();
  await expect.poll(() => existsSync(file), { timeout: 150_000 }).toBe(true);
  await expect(page.getByTestId('export-popover')).toBeHidden();
  const bytes = readFileSync(file);
  expect(bytes.readUInt32BE(0)).toBe(0x1a45dfa3);
  writeFileSync(file.replace('.webm', '.html'), '<!doctype html><video src="turn.webm"></video>');
  const played = await app.evaluate(async ({ BrowserWindow }, film) => {
    const window = new BrowserWindow({ show: false, webPreferences: { partition: 'player' } });
    await window.loadFile(film.replace('.webm', '.html'));
    const found = await window.webContents.executeJavaScript('new Promise((resolve) => { const video = document.querySelector("video"); const tell = () => resolve({ seconds: video.duration, width: video.videoWidth, error: video.error?.message ?? null }); if (video.readyState > 1 || video.error) tell(); else { video.onloadeddata = tell; video.onerror = tell; } })') as { seconds: number; width: number; error: string | null };
    window.destroy();
    return found;
  }, file);
  expect(played.error).toBeNull();
  expect(played.seconds).toBeCloseTo(6, 1);
  expect(played.width).toBeGreaterThan(400);
  expect(await frames()).toBe(before);

  // The flight, in the format that needs no encoder of the runtime.
  await page.keyboard.press('2');
  await expect(page.getByTestId('flight-play')).toBeVisible({ timeout: 60_000 });
  const gif = path.join(path.dirname(file), 'flight.gif');
  await page.keyboard.press('Control+e');
  await page.getByTestId('export-film-format').getByText('GIF').click();
  await page.getByTestId('export-seconds-a-layer').getByText('0.5 s').click();
  await expect(page.getByTestId('export-film-line')).toContainText(/layers 0 to 6 in 3.5\ss/u);
  await answerSaveDialog(app, gif);
  await page.getByTestId('export-film').click();
  await expect.poll(() => existsSync(gif), { timeout: 60_000 }).toBe(true);
  const flown = readFileSync(gif);
  expect(flown.toString('latin1', 0, 6)).toBe('GIF89a');
  // Graphic control extensions, one a frame: 7 layers of 10 frames, 50 ms each.
  expect(flown.toString('latin1').match(/\x21\xf9\x04[\x04\x05]\x05\x00/gu)).toHaveLength(70);
  expect(flown.toString('utf8').slice(-20_000)).toContain('Film of a flight through layers 0 to 6. At layer');
});

test('the same film is the same file, as WebM and as GIF', async ({ fresh: { app, page } }) => {
  test.setTimeout(300_000);
  const folder = profile({});
  await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 680); });
  await page.keyboard.press('2');
  await expect(page.getByTestId('flight-play')).toBeVisible({ timeout: 60_000 });
  const film = async (format: string, name: string): Promise<string> => {
    const file = path.join(folder, name);
    await answerSaveDialog(app, file);
    await page.keyboard.press('Control+e');
    await page.getByTestId('export-what').getByText('Film').click();
    await page.getByTestId('export-film-of').getByText('Flight').click();
    await page.getByTestId('export-seconds-a-layer').getByText('0.5 s').click();
    await page.getByTestId('export-film-format').getByText(format).click();
    await page.getByTestId('export-film').click();
    await expect.poll(() => existsSync(file), { timeout: 90_000 }).toBe(true);
    await expect(page.getByTestId('export-popover')).toBeHidden();
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  };
  // Not MP4: the runtime's encoder of H.264 gives other bytes each time, however it is set (eleven ways were tried); the dialog says so.
  for (const format of ['WebM', 'GIF']) {
    const ending = format.toLowerCase(), first = await film(format, `first.${ending}`);
    expect([format, await film(format, `second.${ending}`)]).toEqual([format, first]);
  }
});

test('the vectors on screen leave as .npy and CSV, and the set as JSONL, each with where it comes from', async ({ fresh: { app, page } }) => {
  const folder = profile({});
  const save = async (name: string): Promise<Buffer> => {
    const file = path.join(folder, name);
    await answerSaveDialog(app, file);
    await page.getByTestId('export-save').click();
    await expect.poll(() => existsSync(file), { timeout: 40_000 }).toBe(true);
    return readFileSync(file);
  };
  const sidecar = (name: string): { provenance: Record<string, unknown>; methods?: string } =>
    JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as { provenance: Record<string, unknown>; methods?: string };
  const open = async (): Promise<void> => {
    await expect(page.getByTestId('export-popover')).toBeHidden();
    await page.keyboard.press('Control+e');
    await page.getByTestId('export-what').getByText('Data').click();
  };
  await open();
  const npy = await save('bank.npy');
  const header = npy.subarray(10, 10 + npy.readUInt16LE(8)).toString('latin1');
  const [nRows = 0, nLayers = 0, dim = 0] = (/'shape': \(([\d, ]+)\)/.exec(header)?.[1] ?? '').split(',').map(Number);
  expect([nLayers, dim]).toEqual([1, 384]);
  const values = new Float32Array(Uint8Array.from(npy.subarray(10 + npy.readUInt16LE(8))).buffer);
  expect(values).toHaveLength(nRows * dim);
  expect(sidecar('bank.npy').provenance).toMatchObject({ app: 'Contexture', nRows, dim, model: { id: 'minilm-l6' } });
  const occurrences = readFileSync(path.join(folder, 'bank.npy.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { text: string; word: string; sense: string });
  expect(occurrences).toHaveLength(nRows);

  await open();
  await page.getByTestId('export-vector-format').getByText('CSV').click();
  const [head = '', ...lines] = (await save('bank.csv')).toString('utf8').trim().split('\r\n');
  expect(head.split(',').slice(-dim)).toEqual(Array.from({ length: dim }, (_, d) => `dim_${d}`));
  expect(lines).toHaveLength(nRows);
  expect(lines.flatMap((line) => line.split(',').slice(-dim).map(Number)).every((value, i) => Math.fround(value) === values[i])).toBe(true);
  expect(sidecar('bank.csv').methods).toContain('MiniLM');

  await open();
  await page.getByTestId('export-vector-format').getByText('Parquet').click();
  await page.getByTestId('export-layers').getByText('All 7').click();
  expect((await save('bank.parquet')).toString('latin1')).toMatch(/^PAR1[^]*layer_6[^]*PAR1$/);

  await open();
  await page.getByTestId('export-kind').getByText('Map').click();
  const [axes = '', ...places] = (await save('map.csv')).toString('utf8').trim().split('\r\n');
  expect(axes).toMatch(/,x,y,z,distortion$/);
  expect(places).toHaveLength(nRows);
  expect(JSON.parse(readFileSync(path.join(folder, 'map.csv.json'), 'utf8'))).toMatchObject({ provenance: { model: { id: 'minilm-l6' } }, map: { parameters: { method: 'umap', seed: 42 } } });

  await open();
  await page.getByTestId('export-kind').getByText('Sentences').click();
  const set = (await save('bank.jsonl')).toString('utf8').trim().split('\n').map((line) => JSON.parse(line) as { text: string; word: string; sense: string; charStart: number });
  expect(set.map(({ text, word, sense }) => [text, word, sense])).toEqual(occurrences.map(({ text, word, sense }) => [text, word, sense]));
  // The senses have names, which the file does not hold: the popover says so and stays.
  await expect(page.getByTestId('export-saved')).toContainText('what they are called stands in the .json beside it');
  expect(sidecar('bank.jsonl').provenance).toMatchObject({ nRows, format: 'jsonl' });

  await expect(page.getByTestId('export-methods')).toBeEnabled();
  await page.getByTestId('export-methods').click();
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toMatch(
    /^The vectors of \d+ occurrences were computed with .* The map in three dimensions was made from cosine distances with UMAP/u,
  );
});
