import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { adapterOf, findAdapter } from './adapter';

describe('the adapter in Electron’s report', () => {
  it('is the active one, with its driver', () => {
    const info = { gpuDevice: [{ active: false, deviceString: 'Intel UHD' }, { active: true, deviceString: 'NVIDIA H200', driverVersion: '570.86.15' }] };
    expect(adapterOf(info)).toBe('NVIDIA H200, driver 570.86.15');
  });

  it('is read from the renderer’s name where the device has none', () => {
    const glRenderer = 'ANGLE (NVIDIA, Vulkan 1.3.277 (NVIDIA H200 (0x00002335)), NVIDIA-570.86.15)';
    expect(adapterOf({ gpuDevice: [{ active: true, driverVersion: '570.86.15' }], auxAttributes: { glRenderer } })).toBe('NVIDIA H200, driver 570.86.15');
    expect(adapterOf({ gpuDevice: [{}], auxAttributes: { glRenderer: 'ANGLE (Apple, Apple M2, OpenGL 4.1)' } })).toBe('Apple M2');
    expect(adapterOf({ gpuDevice: [{}], auxAttributes: { glRenderer: 'ANGLE (Intel, Intel(R) UHD Graphics 620 (0x00005917) Direct3D11 vs_5_0 ps_5_0, D3D11-31.0.101)' } })).toBe('Intel(R) UHD Graphics 620');
    expect(adapterOf({ gpuDevice: [{}], auxAttributes: { glRenderer: 'ANGLE (Apple, ANGLE Metal Renderer: Apple M3 Pro, Unspecified Version)' } })).toBe('Apple M3 Pro');
  });

  it('is a number where nothing has a name', () => {
    expect(adapterOf({ gpuDevice: [{ active: true, vendorId: 0x8086, deviceId: 0x9a49 }] })).toBe('Intel 0x9a49');
  });

  it.each([null, undefined, 3, 'x', {}, { gpuDevice: 'no' }, { gpuDevice: [null] }, { gpuDevice: [{ vendorId: 0, deviceId: 0 }] }, { gpuDevice: [{ active: true, vendorId: 0x1ae0, deviceId: 0xc0de }], auxAttributes: { glRenderer: 'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader)' } }])('%j names none', (info) => {
    expect(adapterOf(info)).toBeNull();
  });
});

describe('the adapter without Electron', () => {
  const machine = (files: Readonly<Record<string, string>>): string => {
    const root = mkdtempSync(path.join(tmpdir(), 'contexture-adapter-'));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), content);
    }
    return root;
  };

  it('is what the NVIDIA driver says', () => {
    const root = machine({
      'proc/driver/nvidia/gpus/0000:01:00.0/information': 'Model: \t\t NVIDIA H200\nIRQ:   16\n',
      'proc/driver/nvidia/version': 'NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.86.15  Thu Jan 23\n',
    });
    expect(findAdapter(root, { platform: 'linux' })).toBe('NVIDIA H200, driver 570.86.15');
  });

  it('is else the kernel’s first card', () => {
    const root = machine({
      'sys/class/drm/card0/device/vendor': '0x1002\n', 'sys/class/drm/card0/device/device': '0x744c\n', 'sys/class/drm/card0/device/uevent': 'DRIVER=amdgpu\n', 'sys/class/drm/card0-HDMI-A-1/status': 'x',
    });
    expect(findAdapter(root, { platform: 'linux', systemRelease: '6.1.0-27' })).toBe('AMD 0x744c, driver amdgpu 6.1.0-27');
  });

  it('is null where there is none', () => {
    expect(findAdapter(machine({}), { platform: 'linux' })).toBeNull();
    expect(findAdapter(machine({ 'sys/class/drm/card0/device/vendor': '0x1234\n' }), { platform: 'linux' })).toBeNull();
    expect(findAdapter('/', { platform: 'win32', run: () => null })).toBeNull();
    expect(findAdapter('/', { platform: 'darwin', cpuModel: 'Intel(R) Core(TM) i7' })).toBeNull();
  });

  it('is asked of nvidia-smi where the driver’s files name no card', () => {
    const root = machine({ 'proc/driver/nvidia/version': 'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.12  Release Build\n' });
    expect(findAdapter(root, { platform: 'linux', run: () => 'NVIDIA L4\nNVIDIA L4\n' })).toBe('NVIDIA L4, driver 580.12');
    expect(findAdapter(root, { platform: 'linux', run: () => null })).toBe('NVIDIA, driver 580.12');
  });

  it('is in the registry of Windows, and in the processor of a Mac', () => {
    const keys: Readonly<Record<string, string>> = {
      '0000': '    DriverDesc    REG_SZ    Microsoft Basic Display Adapter\r\n    DriverVersion    REG_SZ    10.0.1\r\n',
      '0001': '    DriverDesc    REG_SZ    AMD Radeon RX 7900\r\n    DriverVersion    REG_SZ    31.0.24002.92\r\n',
    };
    expect(findAdapter('/', { platform: 'win32', run: (_, args) => keys[args[1]?.slice(-4) ?? ''] ?? null })).toBe('AMD Radeon RX 7900, driver 31.0.24002.92');
    expect(findAdapter('/', { platform: 'darwin', cpuModel: 'Apple M2', systemRelease: '24.1.0' })).toBe('Apple M2, driver Darwin 24.1.0');
  });
});
