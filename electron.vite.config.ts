import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Both runtimes the app starts in, the official Electron and the older one that is used where its download is blocked
 * (Node 18.15, Chrome 114), must be able to read what is built, so the targets are the older one's. Main and preload
 * are CommonJS: a sandboxed preload has no other form, and that Electron cannot start from an ES module.
 */
const NODE_TARGET = 'node18.15';
const CHROME_TARGET = 'chrome114';

export default defineConfig({
  main: {
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
