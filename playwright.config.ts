import { defineConfig } from '@playwright/test';

/** Need no window of the app. */
const PAGES = ['command-line', 'scene-graphics'].map((name) => `**/${name}.spec.ts`);
/** The pages over a bridge of their own. */
const PANELS = '**/panels.spec.ts';

/** Needs the packed program: tools/package/trial.mjs. */
const PACKAGED = '**/packaged.spec.ts';
/** Several may run at once, each with a folder of its own. */
const lane = process.env['CONTEXTURE_LANE'] ?? 'all';

export default defineConfig({
  testDir: 'e2e',
  outputDir: `out/e2e/${lane}`,
  // Real windows on two cores: one after the other.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  // Real windows on a machine that does other things besides: tools/test.mjs names what needed a second try, and forgives two of them.
  retries: 1,
  projects: [{ name: 'pages', testMatch: PAGES }, { name: 'windows', testIgnore: [...PAGES, PANELS, PACKAGED] }, { name: 'panels', testMatch: PANELS }, { name: 'packaged', testMatch: PACKAGED }],
  reporter: [['list'], ['json', { outputFile: `out/reports/e2e-${lane}.json` }]],
});
