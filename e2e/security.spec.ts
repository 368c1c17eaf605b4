import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, rootSwitches, test } from './fixtures/app';

test('the page has no Node, no way out and no inline script', async ({ shared: { app, page, problems } }) => {
  const reach = await page.evaluate(() => ({
    require: typeof (globalThis as Record<string, unknown>)['require'],
    process: typeof (globalThis as Record<string, unknown>)['process'],
    bridge: Object.keys((globalThis as unknown as { contexture: object }).contexture),
  }));
  expect(reach.require).toBe('undefined');
  expect(reach.process).toBe('undefined');
  expect(reach.bridge).not.toContain('invoke');
  expect(problems).toEqual([]);

  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const used = (window?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences();
    return { sandbox: used['sandbox'], contextIsolation: used['contextIsolation'], nodeIntegration: used['nodeIntegration'], webSecurity: used['webSecurity'], webviewTag: used['webviewTag'] };
  });
  expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false });

  const inline = await page.evaluate(() => {
    const script = document.createElement('script');
    const told = [() => { script.textContent = 'window.ranInline = true'; }, () => { script.append('window.ranInline = true'); }, () => { document.body.insertAdjacentHTML('beforeend', '<i>x</i>'); }].map((insert) => {
      try {
        insert();
        return 'taken';
      } catch (error) {
        return /Trusted\w+/.exec((error as Error).message)?.[0];
      }
    });
    document.body.append(script);
    return { told, ran: (globalThis as Record<string, unknown>)['ranInline'] === true };
  });
  expect(inline).toEqual({ told: ['TrustedScript', 'TrustedScript', 'TrustedHTML'], ran: false });
});

test('WebAssembly is compiled, in the page and in its workers, and text never becomes script', async ({ shared: { page, problems } }) => {
  // The smallest module there is: its magic number and version.
  const outcome = await page.evaluate(async () => {
    const module = await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)).then(() => 'compiled', String);
    const text = await Promise.resolve().then(() => (0, eval)('1 + 1') as unknown).then(String, (error: unknown) => (error as Error).name);
    return { module, text };
  });
  expect(outcome).toEqual({ module: 'compiled', text: 'EvalError' });
  // The map on screen was made by the worker, whose kernels are WebAssembly.
  await expect(page.getByTestId('map-line')).toContainText(/Trustworthiness 0\.\d\d/);
  expect(problems.filter((problem) => problem.includes('WebAssembly'))).toEqual([]);
});

test('no request leaves the app, and it neither navigates nor opens windows', async ({ shared: { app, page } }) => {
  const outcome = await page.evaluate(async () => {
    const tries = ['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/passwd', 'contexture://app/../../package.json', 'contexture://other/index.html'];
    const answers = await Promise.all(tries.map((url) => globalThis['fetch'](url).then((response) => response.status, () => 'refused')));
    return { answers, opened: window.open('https://example.org/') };
  });
  expect(outcome.answers).toEqual(['refused', 'refused', 'refused', 404, 'refused']);
  expect(outcome.opened).toBeNull();
  await page.evaluate(() => { location.href = 'https://example.org/'; });
  await page.waitForTimeout(300);
  expect(page.url()).toBe('contexture://app/index.html');
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('permissions are denied', async ({ shared: { page } }) => {
  const state = await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state);
  expect(state).toBe('denied');
});

test('malformed messages are refused by code and change nothing', async ({ shared: { page } }) => {
  const codes = await page.evaluate(async () => {
    const bridge = (globalThis as unknown as { contexture: Record<string, (request?: unknown) => Promise<{ ok: boolean; error?: { code: string } }>> }).contexture;
    const calls: [string, unknown][] = [
      ['openPreset', { id: '../../package.json' }],
      ['openPreset', {}],
      ['embed', { seq: 1 }],
      ['layer', { key: 'x', layer: -1, rowStart: 0, rowEnd: 1 }],
      ['savePng', { bytes: new Uint8Array([1, 2, 3, 4]), suggestedName: 5 }],
      ['saveCsv', { bytes: 'row,text', suggestedName: 'a' }],
      ['updateSettings', { theme: 'blue' }],
      ['controlWindow', { action: 'explode' }],
      ['buildSet', { sourceId: 'nope', textColumn: 'text', target: { by: 'word', word: 'a' }, labelColumns: [], senseColumn: null }],
    ];
    return Promise.all(calls.map(async ([name, request]) => (await bridge[name]!(request)).error?.code));
  });
  expect(codes).toEqual(['not-found', 'bad-request', 'bad-request', 'bad-request', 'bad-request', 'bad-request', 'bad-request', 'bad-request', 'not-found']);
});

test('the page runs in Chromium’s sandbox', async ({ shared: { app } }) => {
  test.skip(process.platform !== 'linux' || rootSwitches.length > 0, 'as root Chromium has no sandbox');
  const pids = await app.evaluate(({ app: electron }) => electron.getAppMetrics().filter(({ type }) => type === 'Tab').map(({ pid }) => pid));
  expect(pids.length).toBeGreaterThan(0);
  // Seccomp with a filter is 2; without a sandbox it is 0.
  for (const pid of pids) expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
});

test('the page cannot reach this machine or any other by WebRTC', async ({ shared: { page } }) => {
  const candidates = await page.evaluate(async () => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:9' }] });
    const found: string[] = [];
    connection.addEventListener('icecandidate', ({ candidate }) => { if (candidate !== null && candidate.candidate !== '') found.push(candidate.candidate); });
    connection.createDataChannel('x');
    await connection.setLocalDescription(await connection.createOffer());
    await new Promise((resolve) => { setTimeout(resolve, 1_500); });
    connection.close();
    return found;
  });
  // Whatever remains goes through the proxy, which is dead.
  expect(candidates).toEqual([]);
});

test('nothing is sent to the app’s own scheme', async ({ shared: { page } }) => {
  const answer = await page.evaluate(() =>
    globalThis['fetch']('contexture://app/index.html', { method: 'POST', body: new Uint8Array(1_000_000) }).then(
      ({ status }) => String(status),
      () => 'refused',
    ),
  );
  expect(answer).toBe('refused');
});

test('a download made by the page is denied', async ({ shared: { app, page } }) => {
  await app.evaluate(({ session }) => {
    session.defaultSession.on('will-download', (event) => { (globalThis as Record<string, unknown>)['wasDenied'] = event.defaultPrevented; });
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'x.exe';
    link.click();
  });
  await expect.poll(() => app.evaluate(() => (globalThis as Record<string, unknown>)['wasDenied'])).toBe(true);
});

test('the page names no path of its own', async ({ shared: { page } }) => {
  const codes = await page.evaluate(async () => {
    const bridge = (globalThis as unknown as { contexture: Record<string, (request?: unknown) => Promise<{ ok: boolean; error?: { code: string } }>> }).contexture;
    const made = new File(['x'], '/etc/passwd');
    const calls: [string, unknown][] = [
      ['inspectDroppedModel', made], ['readDroppedFile', made], ['importModel', { seq: 1, handle: '/etc/passwd', name: 'x', id: 'x', licence: 'x', nMaxWords: null }],
    ];
    return Promise.all(calls.map(async ([name, request]) => (await bridge[name]!(request)).error?.code));
  });
  expect(codes).toEqual(['bad-request', 'bad-request', 'bad-request']);
});

test('nothing of npm run dev is in the built program', () => {
  const built = readdirSync('out/main', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js')).map((name) => readFileSync(path.join('out/main', name), 'utf8')).join('\n');
  const development = readdirSync('src-main/platform/development').map((name) => readFileSync(path.join('src-main/platform/development', name), 'utf8')).join('\n');
  for (const trace of ['ELECTRON_RENDERER_URL', 'toggleDevTools', 'before-input-event', "'allow-duplicates'", "\"'unsafe-inline'\"", 'ws://']) {
    expect(development).toContain(trace);
    expect(built).not.toContain(trace);
  }
  expect(built).not.toContain('IS_DEVELOPMENT');
  // The shipped policy is there, so this did look at the right files.
  expect(built).toContain("require-trusted-types-for 'script'");
});
