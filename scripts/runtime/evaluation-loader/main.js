'use strict';
// This Electron was taken out of a packaged program, so it lacks the part that starts an app from a folder given as
// an argument. This is that part; the calls that Electron does not document are those of its own default app.
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { app } = require('electron');

// As Electron's own does: `-r FILE` names what is loaded before the app.
const given = process.argv.slice(1);
/** @param {number} n */
const isRequired = (n) => ['-r', '--require'].includes(given[n - 1] ?? '');
const required = given.filter((_, n) => isRequired(n));
const folder = given.find((argument, n) => !argument.startsWith('-') && !isRequired(n));
if (folder === undefined) {
  console.error('Usage: electron [switches] APP_FOLDER [arguments]');
  process.exit(1);
}
const appPath = path.resolve(folder);
const manifest = JSON.parse(fs.readFileSync(path.join(appPath, 'package.json'), 'utf8'));

const internals = /** @type {typeof app & { setAppPath(dir: string): void, setVersion(version: string): void }} */ (
  app
);
Object.assign(process, { defaultApp: true });
internals.setAppPath(appPath);
internals.setName(manifest.productName ?? manifest.name);
internals.setVersion(manifest.version);
for (const file of required) require(path.resolve(file));
Reflect.get(Module, '_load')(path.join(appPath, manifest.main), Module, true);
