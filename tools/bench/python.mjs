// PyTorch for the benchmarks, in a virtual environment of its own under out/. The product needs no Python.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { inRoot, onPath, run, say, SetupError } from '../setup/project.mjs';

const environment = inRoot('out/bench-venv');
const python = inRoot('out/bench-venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
// torch first and alone: it decides which numpy fits.
const packages = [['torch==2.13.0'], ['transformers==5.23.0', 'numpy', 'safetensors', 'h5py']];

const isComplete = () => spawnSync(python, ['-c', 'import torch, transformers, numpy, safetensors, h5py'], { stdio: 'ignore' }).status === 0;

/** Path of the interpreter; an environment that is there already is taken as it is. @throws SetupError with what to install. */
export function ensureBenchPython() {
  if (existsSync(python)) {
    if (isComplete()) return python;
    throw new SetupError('out/bench-venv lacks torch, transformers or numpy; remove that folder, and the next run makes it anew');
  }
  const system = ['python3', 'python'].find(onPath);
  if (system === undefined) throw new SetupError('this benchmark compares with PyTorch: install Python 3.10 or later with its venv module, and run it again');
  say('setting up PyTorch in out/bench-venv (some minutes, once)');
  try {
    run(system, ['-m', 'venv', environment]);
    for (const names of packages) run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...names]);
  } catch (error) {
    rmSync(environment, { recursive: true, force: true });
    throw new SetupError(`PyTorch could not be set up, and the benchmark compares with nothing else: ${error instanceof Error ? error.message : String(error)}`);
  }
  return python;
}
