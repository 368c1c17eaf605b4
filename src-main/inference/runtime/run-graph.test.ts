import { describe, expect, it } from 'vitest';
import { DeviceFailure } from '../devices/device-failure';
import { runFailure } from './run-graph';

describe('what a failing run means', () => {
  it.each([
    ['Non-zero status code returned while running MatMul node. VK_ERROR_OUT_OF_DEVICE_MEMORY', 'out-of-memory'],
    ['CUDA failure 2: out of memory ; GPU=0 ; hostname=x', 'out-of-memory'],
    ['Failed to allocate memory for requested buffer of size 805306368', 'out-of-memory'],
    ['Device is lost: out of memory', 'out-of-memory'],
    ['std::bad_alloc', 'out-of-memory'],
    ['Buffer size (4294967296) exceeds the max buffer size limit (2147483648).', 'out-of-memory'],
    ['WebGPU validation failed. [Device] is lost.', 'lost'],
    ['VK_ERROR_DEVICE_LOST', 'lost'],
    ['DXGI_ERROR_DEVICE_REMOVED 887A0005', 'lost'],
    ['CUDA failure 700: an illegal memory access; CUDA_ERROR_ILLEGAL_ADDRESS', 'lost'],
    ['Non-zero status code returned while running Gather node. indices element out of data bounds', 'failed'],
  ] as const)('%s', (detail, kind) => {
    const failure = runFailure({ provider: 'webgpu' }, detail);
    expect(failure).toBeInstanceOf(DeviceFailure);
    expect(failure).toMatchObject({ code: 'device', kind, detail });
  });

  it('on the CPU, memory is told from a broken model', () => {
    expect(runFailure({ provider: 'cpu' }, 'std::bad_alloc').code).toBe('too-large');
    expect(runFailure({ provider: 'cpu' }, 'anything else').code).toBe('model');
  });
});
