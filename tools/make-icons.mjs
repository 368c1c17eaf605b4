// `node tools/make-icons.mjs`: the icon in every size that systems ask for, drawn from its SVG by librsvg.
import { mkdirSync } from 'node:fs';
import { inRoot, main, run } from './setup/project.mjs';
import { ensureProgram } from './setup/system-libraries.mjs';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

await main(() => {
  ensureProgram('rsvg-convert', 'librsvg2-bin');
  const folder = inRoot('assets/icons/sizes');
  mkdirSync(folder, { recursive: true });
  for (const size of SIZES) run('rsvg-convert', ['-w', String(size), '-h', String(size), '-o', `${folder}/${size}x${size}.png`, inRoot('assets/icons/contexture.svg')]);
});
