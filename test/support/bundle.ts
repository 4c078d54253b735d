import path from 'node:path';
import { build } from 'vite';

/**
 * Builds one program for plain Node, with all its libraries in it, as the console's own build does.
 *
 * @returns the file to run
 */
export async function bundle(entry: string, outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    // It is machine code, which cannot be bundled; no program of the tests opens such a tunnel.
    ssr: { noExternal: true, external: ['@ngrok/ngrok'] },
    build: {
      ssr: path.resolve(entry),
      outDir,
      target: 'node18.15',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'program.js' } },
    },
  });
  return path.join(outDir, 'program.js');
}
