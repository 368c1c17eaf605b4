// What electron-builder makes of the build. Of the packages only the two native libraries travel as they are; all else lies in the build.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { electronVersion } from '../setup/electron-runtime.mjs';
import { inRoot } from '../setup/project.mjs';

export const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

/** Loaded by name at run time, with what they need themselves. */
const NATIVE = ['onnxruntime-node', 'onnxruntime-common', 'tokenizers'];

/** The executable of the app; `contexture` is the command line. */
export const EXECUTABLE = 'contexture-desktop';
export const OUTPUT = 'dist';
export const MAINTAINER = 'The Contexture authors <contexture@localhost>';

/** How the two native libraries name each system's files. */
const FILES_OF = {
  linux: { onnxruntime: ['linux/x64'], tokenizers: ['linux-x64-gnu'] },
  mac: { onnxruntime: ['darwin/arm64', 'darwin/x64'], tokenizers: ['darwin-universal', 'darwin-arm64', 'darwin-x64'] },
  win: { onnxruntime: ['win32/x64'], tokenizers: ['win32-x64-msvc'] },
};

function filesOf(system) {
  const { onnxruntime, tokenizers } = FILES_OF[system];
  return [
    'out/main/**', 'out/preload/**', 'out/renderer/**', 'package.json', '!node_modules/**',
    'node_modules/onnxruntime-node/{package.json,dist/**,LICENSE,__commit.txt}', ...onnxruntime.map((folder) => `node_modules/onnxruntime-node/bin/napi-v6/${folder}/**`),
    'node_modules/onnxruntime-common/**', 'node_modules/tokenizers/{package.json,index.js,LICENSE}', ...tokenizers.map((name) => `node_modules/tokenizers/tokenizers.${name}.node`),
    '!**/*.map', '!**/*.d.ts',
  ];
}

/**
 * Every fuse there is, by name. `runAsNode` is the command line's on Linux, as with other editors that bring one; on the other systems nothing needs it.
 * Nothing else of Node's doors stays open: no NODE_OPTIONS, no inspector, no code outside the archive.
 */
export const fusesOf = (system) => ({
  runAsNode: system === 'linux', enableCookieEncryption: true, enableNodeOptionsEnvironmentVariable: false, enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: system !== 'linux', onlyLoadAppFromAsar: true, loadBrowserProcessSpecificV8Snapshot: false, grantFileProtocolExtraPrivileges: false,
});

/** What the system calls a session's file. */
export const SESSION_TYPE = 'application/vnd.contexture.session';
const SESSION = { ext: 'contexture', name: 'Contexture session', description: 'Sentences, map and view of Contexture', mimeType: SESSION_TYPE, role: 'Editor' };

/** Beside a package: where its next version is looked for. */
export const addressFile = (updates) => `provider: generic\nurl: ${updates}\nupdaterCacheDirName: contexture-updater\n`;

/** @param system `linux`, `mac` or `win`, as electron-builder calls them @param updates address of the folder that will hold the next versions; null: none */
export function builderConfig(system, updates = null) {
  return {
    appId: 'org.contexture.Contexture', productName: manifest.productName, copyright: 'Copyright © 2026 The Contexture authors', executableName: EXECUTABLE,
    directories: { output: OUTPUT, buildResources: 'assets/icons' },
    electronVersion: electronVersion(), electronDist: inRoot('node_modules/electron/dist'), npmRebuild: false, nodeGypRebuild: false, publish: updates === null ? null : { provider: 'generic', url: updates },
    electronLanguages: ['en-US', 'en-GB'], asar: true, asarUnpack: NATIVE.map((name) => `node_modules/${name}/**`), electronFuses: fusesOf(system),
    files: filesOf(system),
    extraResources: [
      { from: 'models', to: 'models', filter: ['**/*', '!FINDINGS.md'] },
      ...['background.txt', 'carriers.json', 'lessons', 'presets', 'preset-vectors', 'icons/sizes/512x512.png'].map((name) => ({ from: path.posix.join('assets', name), to: path.posix.join('assets', name) })),
      { from: 'out/notices', to: 'notices' },
      ...(system === 'linux' ? [{ from: 'tools/package/contexture.sh', to: 'bin/contexture' }] : []),
    ],
    // What an Electron without an app of its own would start.
    afterPack: ({ appOutDir, packager }) => {
      const resources = packager.getResourcesDir(appOutDir);
      rmSync(path.join(resources, 'default_app.asar'), { force: true });
      if (updates !== null) writeFileSync(path.join(resources, 'app-update.yml'), addressFile(updates));
    },
    fileAssociations: [SESSION],
    linux: { category: 'Education', icon: 'assets/icons/sizes', synopsis: manifest.description, maintainer: MAINTAINER },
    mac: { target: ['dmg', 'zip'], category: 'public.app-category.education', icon: 'assets/icons/sizes/1024x1024.png' },
    win: { target: ['nsis', 'portable'], icon: 'assets/icons/sizes/1024x1024.png' },
    nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  };
}
