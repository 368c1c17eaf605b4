// Compiles the kernels (AssemblyScript, src-main/vectors/kernels/*.as.ts) into one WebAssembly module,
// kept in the tree as base64 so that the app, the worker and the CLI load it without a file or a compiler: npm run build:kernels; with --print the
// module's text goes to standard output instead.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import asc from 'assemblyscript/asc';

const folder = resolve(import.meta.dirname, '../src-main/vectors/kernels');
const target = join(folder, 'module.ts');

/** The module's bytes; the same sources give the same bytes. Throws with the compiler's own words where a source is wrong. */
async function compileKernels() {
  const sources = readdirSync(folder).filter((name) => name.endsWith('.as.ts')).sort();
  let binary = null;
  const { error, stderr } = await asc.main([
    ...sources, '--outFile', 'kernels.wasm',
    // No runtime, no allocator and no import: the arena (arena.ts) gives out the memory. Plain SIMD only, since relaxed SIMD differs between machines.
    '--runtime', 'stub', '--use', 'abort=', '--noAssert', '--enable', 'simd', '--maximumMemory', '65536', '-O3', '--converge',
  ], {
    readFile: (name) => (sources.includes(name) ? readFileSync(join(folder, name), 'utf8') : null),
    writeFile: (name, contents) => { if (name === 'kernels.wasm') binary = contents; },
    listFiles: () => [],
  });
  if (error !== null || binary === null) throw new Error(`The kernels do not compile.\n${stderr.toString()}`);
  return binary;
}

/** The text of module.ts for these bytes. */
function moduleText(bytes) {
  const lines = Buffer.from(bytes).toString('base64').match(/.{1,140}/g).map((line) => `  '${line}',`);
  return `/** The compiled kernels, base64. Made by \`npm run build:kernels\` from the *.as.ts files beside it; do not edit. */\nexport const KERNELS_BASE64 = [\n${lines.join('\n')}\n].join('');\n`;
}

const bytes = await compileKernels();
if (process.argv.includes('--print')) process.stdout.write(moduleText(bytes));
else {
  writeFileSync(target, moduleText(bytes));
  process.stdout.write(`kernels: ${bytes.length} bytes\n`);
}
