import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { cpus, release } from 'node:os';
import path from 'node:path';

// An adapter is named "NVIDIA H200, driver 570.86.15": what is remembered of a device holds for this adapter and this driver.

/**
 * The adapter in the answer of Electron's `app.getGPUInfo('complete')`, whose type Electron leaves open; null where it names none.
 * What draws in software (SwiftShader) is no adapter.
 */
export function adapterOf(info: unknown): string | null {
  const devices = asList(field(info, 'gpuDevice')).map((device) => ({
    isActive: field(device, 'active') === true, vendorId: asNumber(field(device, 'vendorId')), deviceId: asNumber(field(device, 'deviceId')),
    driver: asText(field(device, 'driverVersion')), named: asText(field(device, 'deviceString')),
  })).filter(({ vendorId }) => vendorId !== GOOGLE);
  const device = devices.find(({ isActive }) => isActive) ?? devices[0];
  if (device === undefined) return null;
  const name = device.named || rendererName(asText(field(field(info, 'auxAttributes'), 'glRenderer'))) || numbered(device.vendorId, device.deviceId);
  return name === null ? null : named(name, device.driver);
}

/** Google's own vendor number stands for SwiftShader. */
const GOOGLE = 0x1ae0;
const vendors: Readonly<Record<number, string>> = { 0x10de: 'NVIDIA', 0x1002: 'AMD', 0x8086: 'Intel', 0x106b: 'Apple', 0x5143: 'Qualcomm', 0x13b5: 'ARM' };

const named = (name: string, driver: string): string => (driver === '' ? name : `${name}, driver ${driver}`);

/** An adapter without a name; null for the number 0, which is none. */
function numbered(vendorId: number, deviceId: number): string | null {
  if (vendorId === 0) return null;
  const hex = (id: number): string => `0x${id.toString(16).padStart(4, '0')}`;
  return `${vendors[vendorId] ?? hex(vendorId)} ${hex(deviceId)}`;
}

/** ANGLE says "ANGLE (NVIDIA, NVIDIA H200 (0x2335) Direct3D11 vs_5_0, D3D11-31.0)" or "ANGLE (NVIDIA, Vulkan 1.3.277 (NVIDIA H200 (0x2335)), NVIDIA-570.86)". */
function rendererName(renderer: string): string {
  if (/swiftshader|llvmpipe|software/i.test(renderer)) return '';
  const inner = /^ANGLE \([^,]*, (.*?)(?:, [^,]*)?\)$/.exec(renderer)?.[1] ?? renderer;
  return inner.replace(/^Vulkan [\d.]+ \((.*)\)$/, '$1').replace(/^ANGLE Metal Renderer: /, '').replace(/ \(0x[0-9a-f]+\)/i, '').replace(/ (?:Direct3D|OpenGL).*$/, '').trim();
}

/** What tells of an adapter where there is no Electron. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** Standard output of a program; null where it is not there or fails. */
  readonly run: (program: string, args: readonly string[]) => string | null;
  readonly cpuModel: string;
  readonly systemRelease: string;
}

/** No answer of a sound machine takes longer. */
const runTimeoutMs = 3_000;

const thisMachine: Machine = {
  platform: process.platform,
  run: (program, args) => {
    try {
      return execFileSync(program, args, { encoding: 'utf8', timeout: runTimeoutMs, windowsHide: true, stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return null;
    }
  },
  cpuModel: cpus()[0]?.model ?? '',
  systemRelease: release(),
};

/**
 * The first graphics adapter that the system tells of; null where there is none or nothing tells. For the command line; the app asks Electron.
 * @param root folder that the system's files are read from
 */
export function findAdapter(root = '/', machine: Partial<Machine> = {}): string | null {
  const { platform, run, cpuModel, systemRelease } = { ...thisMachine, ...machine };
  if (platform === 'linux') return nvidiaAdapter(root, run) ?? kernelAdapter(root, systemRelease);
  if (platform === 'win32') return windowsAdapter(run);
  // The graphics of a Mac belong to its processor, and their driver to the system.
  return platform === 'darwin' && cpuModel.startsWith('Apple') ? named(cpuModel, `Darwin ${systemRelease}`) : null;
}

/** NVIDIA's own driver. Its files come first, because its program takes a second to start. */
function nvidiaAdapter(root: string, run: Machine['run']): string | null {
  const version = /Kernel Module\s+(?:for \S+\s+)?([\d.]+)/.exec(read(root, 'proc/driver/nvidia/version'))?.[1];
  if (version === undefined) return null;
  for (const card of list(root, 'proc/driver/nvidia/gpus')) {
    const model = /^Model:\s*(.+)$/m.exec(read(root, `proc/driver/nvidia/gpus/${card}/information`))?.[1]?.trim();
    if (model !== undefined) return named(model, version);
  }
  const name = run('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'])?.split('\n')[0]?.trim();
  return named(name || 'NVIDIA', version);
}

/** What the kernel knows of the others. Their drivers come with the kernel. */
function kernelAdapter(root: string, systemRelease: string): string | null {
  for (const card of list(root, 'sys/class/drm').filter((name) => /^card\d+$/.test(name))) {
    const [vendorId, deviceId] = ['vendor', 'device'].map((file) => Number.parseInt(read(root, `sys/class/drm/${card}/device/${file}`), 16));
    const driver = /^DRIVER=(.+)$/m.exec(read(root, `sys/class/drm/${card}/device/uevent`))?.[1]?.trim() ?? '';
    // Virtual machines have display cards that compute nothing.
    if (vendorId !== undefined && vendors[vendorId] !== undefined) return named(numbered(vendorId, deviceId || 0) ?? '', `${driver} ${systemRelease}`.trim());
  }
  return null;
}

const displayClass = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Class\\{4d36e968-e325-11ce-bfc1-08002be10318}';

function windowsAdapter(run: Machine['run']): string | null {
  for (const key of ['0000', '0001', '0002']) {
    const values = run('reg', ['query', `${displayClass}\\${key}`]) ?? '';
    const value = (name: string): string => new RegExp(`^\\s*${name}\\s+REG_SZ\\s+(.+)$`, 'm').exec(values)?.[1]?.trim() ?? '';
    const name = value('DriverDesc');
    if (name !== '' && !/^Microsoft (?:Basic|Remote)/.test(name)) return named(name, value('DriverVersion'));
  }
  return null;
}

function read(root: string, file: string): string {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch {
    return '';
  }
}

function list(root: string, dir: string): readonly string[] {
  try {
    return readdirSync(path.join(root, dir)).sort();
  } catch {
    return [];
  }
}

const field = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined);
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value as unknown[] : []);
const asNumber = (value: unknown): number => (typeof value === 'number' ? value : 0);
const asText = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
