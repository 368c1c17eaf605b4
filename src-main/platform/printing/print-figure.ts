import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { BrowserWindow, session, type Session } from 'electron';
import { MM_PER_INCH } from '@contract/exports/figure-size';
import { Failure } from '@contract/failure';
import { ORIGIN } from '../addresses/origin';
import { isolate } from '../security';
import { figurePage, FIGURE_POLICY, fontFaces, type PrintedFigure } from './figure-page';

/** Prints figures to PDF, one after another, in a hidden window without script and without network that shows the figure and nothing else. */
export class FigurePrinter {
  private page = '';
  private own: Promise<Session> | null = null;
  private last: Promise<unknown> = Promise.resolve();

  /** @param assets the folder of the built page's style sheets and fonts */
  constructor(private readonly assets: string) {}

  /** The bytes of a PDF of one page, as large as the figure. */
  print(figure: PrintedFigure): Promise<Uint8Array> {
    const printed = this.last.then(() => this.printNow(figure), () => this.printNow(figure));
    this.last = printed.catch(() => undefined);
    return printed;
  }

  private async printNow(figure: PrintedFigure): Promise<Uint8Array> {
    this.page = figurePage(figure);
    const own = await (this.own ??= this.open().catch((error: unknown) => { this.own = null; throw error; }));
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: own,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        javascript: false,
        webgl: false,
        spellcheck: false,
      },
    });
    try {
      // The fonts belong to the page: it has loaded when they are there.
      await window.loadURL(`${ORIGIN}/figure.html`);
      const { widthMm, heightMm } = figure;
      return await window.webContents.printToPDF({
        pageSize: { width: widthMm / MM_PER_INCH, height: heightMm / MM_PER_INCH },
        margins: { top: 0, bottom: 0, left: 0, right: 0 },
        printBackground: true,
        preferCSSPageSize: true,
        pageRanges: '1',
        generateTaggedPDF: true,
      });
    } finally {
      this.page = '';
      window.destroy();
    }
  }

  private async open(): Promise<Session> {
    const own = session.fromPartition('figure');
    await isolate(own);
    const names = await readdir(this.assets).catch(() => { throw new Failure('io', 'The fonts for the PDF are not there. Build the program (npm run build), then export again.'); });
    const sheets = await Promise.all(names.filter((name) => name.endsWith('.css')).map((name) => readFile(path.join(this.assets, name), 'utf8')));
    const css = fontFaces(sheets.join('\n'));
    const fonts = new Set(names.filter((name) => name.endsWith('.woff2')));
    own.protocol.handle('contexture', async ({ url, method }) => {
      const { host, pathname } = new URL(url);
      const font = path.posix.basename(pathname);
      if (host !== 'app' || method !== 'GET') return notFound();
      if (pathname === '/figure.html') return answer(this.page, 'text/html; charset=utf-8');
      if (pathname === '/assets/figure.css') return answer(css, 'text/css; charset=utf-8');
      return pathname === `/assets/${font}` && fonts.has(font) ? answer(new Uint8Array(await readFile(path.join(this.assets, font))), 'font/woff2') : notFound();
    });
    return own;
  }
}

const notFound = (): Response => new Response('Not found', { status: 404 });

function answer(body: string | Uint8Array<ArrayBuffer>, type: string): Response {
  return new Response(body, { headers: { 'content-type': type, 'content-security-policy': FIGURE_POLICY, 'x-content-type-options': 'nosniff' } });
}
