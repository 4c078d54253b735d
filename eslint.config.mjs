import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y-x';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';

/**
 * Files are named for what they do: kebab-case; React components, and only they, after themselves: PascalCase. Who
 * silences a rule says why.
 */
const house = {
  rules: {
    'file-names': {
      /** @param {import('eslint').Rule.RuleContext} context */
      create: (context) => ({
        /** @param {import('eslint').AST.Program} node */
        Program(node) {
          const name = path.basename(context.filename).replace(/\.(test|config|d)?\.?[a-z]+$/, '');
          const fits = context.filename.endsWith('.tsx')
            ? /^([A-Z][A-Za-z0-9]*|[a-z0-9]+(-[a-z0-9]+)*)$/
            : /^\.?[a-z0-9]+([-.][a-z0-9]+)*$/;
          if (!fits.test(name)) context.report({ node, message: `File name "${name}" is not kebab-case.` });
        },
      }),
    },
    'reasoned-silences': {
      /** @param {import('eslint').Rule.RuleContext} context */
      create: (context) => ({
        Program() {
          for (const comment of context.sourceCode.getAllComments()) {
            if (!/^\s*eslint-disable/.test(comment.value) || / -- \S/.test(comment.value) || !comment.loc) continue;
            context.report({ loc: comment.loc, message: 'Say after " -- " why this rule does not hold here.' });
          }
        },
      }),
    },
  },
};

/** What syntax is not used, and what to do instead. */
const NO_DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a thing has the same name wherever it is used.',
};
const NO_BARREL = { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' };
const NO_OPEN_EXTERNAL = {
  selector: 'MemberExpression[property.name="openExternal"]',
  message: 'Only src/main/app/open-external.ts hands addresses to the system, after checking them.',
};
const NO_MODULE_STATE = {
  selector: ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind="let"]',
  message: 'No state in modules: build it in main.ts and hand it on.',
};
const NO_FOCUS_OR_SKIP = {
  selector:
    'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|skipIf|runIf|todo|fixme|fails)$/]',
  message: 'Every test runs, every time.',
};

/** What may be imported from `electron` where. */
const NO_IPC_MAIN = {
  name: 'electron',
  importNames: ['ipcMain'],
  message: 'Requests come in through src/main/ipc only.',
};
const NO_IPC_RENDERER = {
  name: 'electron',
  importNames: ['ipcRenderer'],
  message: 'Only the preload script speaks to main.',
};

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'out.*/', 'dist/', 'coverage/', 'test-results/', 'playwright-report/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { plugins: { house }, rules: { 'house/file-names': 'error', 'house/reasoned-silences': 'error' } },
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        // One program for all, with the types of every process: four would be built one after the other. Each
        // process's own limits are the compiler's to check.
        project: ['./tsconfig.lint.json'],
        tsconfigRootDir: fileURLToPath(new URL('.', import.meta.url)),
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['src/**'],
    rules: { 'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['src/{main,shared}/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [NO_IPC_MAIN, NO_IPC_RENDERER] }],
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL, NO_OPEN_EXTERNAL, NO_MODULE_STATE],
    },
  },
  {
    files: ['src/main/ipc/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [NO_IPC_RENDERER] }] },
  },
  {
    files: ['src/main/app/open-external.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL, NO_MODULE_STATE] },
  },
  {
    files: ['src/main/cli/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended, jsxA11y.configs.strict],
    languageOptions: { globals: globals.browser },
    rules: {
      // What scrolls must be reachable by keyboard, also where nothing in it takes the focus.
      'jsx-a11y-x/no-noninteractive-tabindex': ['error', { tags: [], roles: ['log', 'region'] }],
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL, NO_FOCUS_OR_SKIP],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['test/support/prepare-e2e.ts', '*.config.{ts,mts}'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['test/bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['scripts/**', '*.config.mjs'],
    languageOptions: { globals: globals.node },
  },
);
