// A Debian package of the packed folder, by dpkg-deb. No script runs on the user's machine: desktop, icon and type databases are kept by dpkg's own triggers.
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, run, sizeOf } from '../setup/project.mjs';
import { EXECUTABLE, MAINTAINER, manifest, SESSION_TYPE } from './config.mjs';

const HOME = '/opt/Contexture';
const DEPENDS = [
  'libgtk-3-0 | libgtk-3-0t64', 'libnss3', 'libasound2 | libasound2t64', 'libgbm1', 'libatk-bridge2.0-0 | libatk-bridge2.0-0t64', 'libxss1', 'libxtst6', 'libnotify4', 'libsecret-1-0', 'libdrm2', 'libstdc++6 (>= 12)',
];

export const debName = `${manifest.name}_${manifest.version}_amd64.deb`;

const desktopEntry = `[Desktop Entry]
Type=Application
Name=${manifest.productName}
GenericName=Explorer of semantic spaces
Comment=${manifest.description}
Exec=${HOME}/${EXECUTABLE} %f
Icon=${manifest.name}
Terminal=false
StartupNotify=true
StartupWMClass=${manifest.productName}
Categories=Education;Languages;
MimeType=${SESSION_TYPE};
Keywords=word;vector;embedding;language;model;
`;

const mimeTypes = `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${SESSION_TYPE}">
    <comment>Contexture session</comment>
    <sub-class-of type="application/zip"/>
    <icon name="${manifest.name}"/>
    <glob pattern="*.contexture" weight="80"/>
  </mime-type>
</mime-info>
`;

const control = (kilobytes) => `Package: ${manifest.name}
Version: ${manifest.version}
Architecture: amd64
Maintainer: ${MAINTAINER}
Installed-Size: ${kilobytes}
Depends: ${DEPENDS.join(', ')}
Recommends: xdg-utils
Section: science
Priority: optional
Description: explore how the vector of a word moves with its context
 Runs ELMo and BERT models on this computer and shows the vectors of words in
 their sentences as an interactive map, layer by layer.
`;

/** The list of versions that the updater reads, for the package that was made. */
export function writeVersionList(file, output) {
  const [sha512, size] = [createHash('sha512').update(readFileSync(file)).digest('base64'), statSync(file).size];
  const name = path.basename(file);
  writeFileSync(path.join(output, 'latest-linux.yml'), `version: ${manifest.version}\nfiles:\n  - url: ${name}\n    sha512: ${sha512}\n    size: ${size}\npath: ${name}\nsha512: ${sha512}\nreleaseDate: '${new Date().toISOString()}'\n`);
}

/** @param unpacked the packed folder. @param output where the package is written. @param isQuick a tenth larger, in a tenth of the time: for tests. @returns its path */
export function makeDeb(unpacked, output, isQuick) {
  const work = inRoot('out/deb');
  rmSync(work, { recursive: true, force: true });
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(work, file)), { recursive: true });
    writeFileSync(path.join(work, file), text, { mode: 0o644 });
  };
  mkdirSync(path.join(work, 'opt'), { recursive: true });
  cpSync(unpacked, path.join(work, HOME), { recursive: true, verbatimSymlinks: true });
  // The updater asks what kind of package it replaces.
  write(`${HOME.slice(1)}/resources/package-type`, 'deb');
  // Where a kernel gives ordinary users no namespaces, this helper makes Chromium's sandbox, as in Chromium's own package.
  chmodSync(path.join(work, HOME, 'chrome-sandbox'), 0o4755);
  write(`usr/share/applications/${manifest.name}.desktop`, desktopEntry);
  write(`usr/share/mime/packages/${manifest.name}.xml`, mimeTypes);
  for (const file of readdirSync(inRoot('assets/icons/sizes'))) {
    mkdirSync(path.join(work, 'usr/share/icons/hicolor', path.parse(file).name, 'apps'), { recursive: true });
    cpSync(inRoot('assets/icons/sizes', file), path.join(work, 'usr/share/icons/hicolor', path.parse(file).name, 'apps', `${manifest.name}.png`));
  }
  mkdirSync(path.join(work, 'usr/bin'), { recursive: true });
  symlinkSync(`${HOME}/resources/bin/contexture`, path.join(work, 'usr/bin/contexture'));
  write('DEBIAN/control', control(Math.ceil(sizeOf(work) / 1024)));
  const file = path.join(output, debName);
  run('dpkg-deb', ['--root-owner-group', ...(isQuick ? ['-Zzstd', '-z3'] : ['-Zxz', '-z6']), '--build', work, file], { stdio: ['ignore', 'ignore', 2] });
  rmSync(work, { recursive: true, force: true });
  return file;
}
