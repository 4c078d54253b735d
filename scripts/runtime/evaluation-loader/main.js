'use strict';
// This Electron was taken out of a packaged program, so it lacks the part that starts an app from a folder given as
// an argument. This is that part.
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { app } = require('electron');

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (folder === undefined) {
  console.error('Usage: electron [switches] APP_FOLDER [arguments]');
  process.exit(1);
}
const appPath = path.resolve(folder);
const manifest = JSON.parse(fs.readFileSync(path.join(appPath, 'package.json'), 'utf8'));
process.defaultApp = true;
app.setAppPath(appPath);
app.setName(manifest.productName ?? manifest.name);
app.setVersion(manifest.version);
Module._load(path.join(appPath, manifest.main), Module, true);
