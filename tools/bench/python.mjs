// Python packages for the benchmarks, in virtual environments of their own under out/. The product needs no Python.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { inRoot, onPath, run, say, SetupError } from '../setup/project.mjs';

// Each list is installed by a call of its own: torch comes first and alone, because it decides which numpy fits.
const environments = {
  PyTorch: { folder: 'out/bench-venv', packages: [['torch==2.13.0'], ['transformers==5.23.0', 'numpy', 'safetensors', 'h5py']], modules: 'torch, transformers, numpy, safetensors, h5py' },
  'umap-learn': { folder: 'out/bench-venv-umap', packages: [['umap-learn==0.5.12', 'pynndescent==0.7.0', 'numba==0.68.1', 'scikit-learn==1.9.1']], modules: 'umap, pynndescent, sklearn' },
  MLServer: { folder: 'out/bench-venv-server', packages: [['mlserver==1.7.1', 'onnxruntime', 'numpy']], modules: 'mlserver, onnxruntime, numpy' },
  Ray: {
    folder: 'out/bench-venv-ray',
    packages: [['ray==2.60.0', 'onnxruntime==1.30.0', 'tokenizers==0.23.3', 'pyarrow==26.0.1', 'numpy==2.4.6', 'pandas==3.1.1', 'regex==2026.11.19']],
    modules: 'ray.data, onnxruntime, tokenizers, pyarrow, numpy, regex',
  },
};

/** PyTorch and transformers. @returns as {@link ensure} does */
export const ensureBenchPython = () => ensure('PyTorch');
/** umap-learn and scikit-learn. @returns as {@link ensure} does */
export const ensureUmapPython = () => ensure('umap-learn');

/** MLServer with onnxruntime. @returns as {@link ensure} does */
export const ensureServerPython = () => ensure('MLServer');

/** Ray with what tools/scale/embed_ray.py needs. @returns as {@link ensure} does */
export const ensureRayPython = () => ensure('Ray');

/** Path of the interpreter; an environment that is there already is taken as it is. @throws SetupError with what to install. */
function ensure(subject) {
  const { folder, packages, modules } = environments[subject];
  const environment = inRoot(folder);
  const python = inRoot(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (existsSync(python)) {
    if (spawnSync(python, ['-c', `import ${modules}`], { stdio: 'ignore' }).status === 0) return python;
    throw new SetupError(`${folder} lacks one of ${modules}; remove that folder, and the next run makes it anew`);
  }
  const system = ['python3', 'python'].find(onPath);
  if (system === undefined) throw new SetupError(`this benchmark compares with ${subject}: install Python 3.10 or later with its venv module, and run it again`);
  say(`setting up ${subject} in ${folder} (some minutes, once)`);
  try {
    run(system, ['-m', 'venv', environment]);
    for (const names of packages) run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...names]);
  } catch (error) {
    rmSync(environment, { recursive: true, force: true });
    throw new SetupError(`${subject} could not be set up, and the benchmark compares with nothing else: ${error instanceof Error ? error.message : String(error)}`);
  }
  return python;
}
