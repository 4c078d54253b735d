'use strict';

/** The walls between the processes; the rest of the house rules are ESLint's. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or miss a third.',
      severity: 'error',
      from: { path: '^(src|test|scripts)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-pure',
      comment: 'src/shared runs in every process: nothing of the others, no Node, no Electron, no React.',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { pathNot: ['^src/shared/', '^node_modules/(zod|libphonenumber-js)/'] },
    },
    {
      name: 'renderer-shows',
      comment: 'The page has no Node and decides nothing: it may use itself and src/shared.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^(src/(main|preload)|test|scripts)/' },
    },
    {
      name: 'renderer-has-no-node',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-has-no-electron',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^(electron$|node_modules/electron/)' },
    },
    {
      name: 'preload-is-thin',
      comment: 'The preload script is one small file that only passes on: Electron and src/shared.',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: { pathNot: ['^src/(preload|shared)/', '^(electron$|node_modules/electron/)'] },
    },
    {
      name: 'main-has-no-page',
      severity: 'error',
      from: { path: '^src/main/' },
      to: { path: '^(src/(renderer|preload)|test|scripts)/' },
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
