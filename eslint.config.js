import vue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'
import {
  defaultExports,
  bareNumbers,
  environment,
  impureGlobals,
  impureProperties,
  later,
  laterGlobals,
  laterProperties,
  markup,
  patterns,
  purity,
  statements,
  undeclared,
} from './scripts/lint/bans.ts'
import { importRules } from './scripts/lint/import-rules.ts'

const tests = ['**/*.{test,contract,fixture}.ts', 'tests/**/*.ts']
const mayReadEnvironment = [
  ...[
    'server/main.ts',
    'server/config.ts',
    'server/commands/main.ts',
    'mock-data/main.ts',
    'scripts/**/*.ts',
    'bench/**/*.ts',
    '**/*.config.{ts,js}',
    ...tests,
  ],
]

const ban = (...lists) => ({ 'no-restricted-syntax': ['error', ...lists.flat()] })

const shape = {
  'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 50 }],
  complexity: ['error', 10],
}

const errors = names => Object.fromEntries(names.map(name => [name, 'error']))

const careful = {
  ...errors([
    ...[
      'constructor-super',
      'for-direction',
      'no-async-promise-executor',
      'no-case-declarations',
      'no-cond-assign',
    ],
    ...[
      'no-constant-binary-expression',
      'no-constant-condition',
      'no-control-regex',
      'no-debugger',
      'no-dupe-else-if',
    ],
    ...['no-duplicate-case', 'no-empty', 'no-empty-character-class', 'no-empty-pattern', 'no-ex-assign'],
    ...['no-fallthrough', 'no-implicit-coercion', 'no-irregular-whitespace', 'no-loss-of-precision'],
    ...['no-misleading-character-class', 'no-prototype-builtins', 'no-regex-spaces', 'no-self-assign'],
    ...['no-self-compare', 'no-shadow-restricted-names', 'no-sparse-arrays', 'no-template-curly-in-string'],
    ...['no-unreachable-loop', 'no-unsafe-finally', 'no-unsafe-optional-chaining', 'no-unused-labels'],
    ...['no-useless-assignment', 'no-useless-backreference', 'no-useless-catch', 'no-useless-escape'],
    ...['preserve-caught-error', 'require-yield', 'use-isnan', 'valid-typeof'],
  ]),
  eqeqeq: 'error',
  'no-eval': 'error',
  'no-new-func': 'error',
  'no-console': 'error',
  'no-param-reassign': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  'liaowang/boundaries': 'error',
  'liaowang/extension': 'error',
}

/** What needs to know of types is asked of the native linter (.oxlintrc.json), which does not read components: these it is asked of here. */
const typeAware = {
  ...Object.assign({}, ...tseslint.configs.recommendedTypeCheckedOnly.map(({ rules }) => rules)),
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/no-implied-eval': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
  ],
  '@typescript-eslint/require-await': 'off',
  // There are no classes here: a method taken from an object is a closure.
  '@typescript-eslint/unbound-method': 'off',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
}

/** A component is parsed as other text than lies on the disk, so each one makes its program anew: it is a small one. */
const componentsProgram = {
  parserOptions: {
    project: ['./tsconfig.components.json'],
    tsconfigRootDir: import.meta.dirname,
    extraFileExtensions: ['.vue'],
    parser: tseslint.parser,
  },
}

export default defineConfig(
  globalIgnores(['dist/', 'data/', 'coverage/', 'client/fonts/generated/', 'bench/node_modules/']),
  { plugins: { liaowang: importRules }, linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommended,
  vue.configs['flat/recommended'],
  vue.configs['no-layout-rules'],
  { rules: { ...shape, ...careful, ...ban(defaultExports, environment) } },
  {
    files: ['**/*.vue'],
    languageOptions: componentsProgram,
    rules: {
      ...typeAware,
      ...ban(environment),
      'no-undef': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      'vue/max-template-depth': ['error', { maxDepth: 10 }],
      'vue/require-default-prop': 'off',
    },
  },
  {
    files: ['client/**'],
    ignores: tests,
    rules: {
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-restricted-properties': ['error', ...laterProperties],
      'no-restricted-globals': ['error', ...laterGlobals],
    },
  },
  {
    files: ['server/**/*.ts'],
    ignores: tests,
    rules: ban(defaultExports, environment, patterns, undeclared, statements),
  },
  // What connectors and their peers speak over is no screen of ours.
  {
    files: ['server/{access,connectors}/**/*.ts'],
    ignores: tests,
    rules: ban(defaultExports, environment, patterns, statements),
  },
  {
    files: ['shared/**/*.ts'],
    ignores: tests,
    rules: {
      ...ban(defaultExports, environment, patterns, purity, later),
      'no-restricted-properties': ['error', ...impureProperties],
      'no-restricted-globals': ['error', ...impureGlobals],
    },
  },
  { files: mayReadEnvironment, rules: ban(defaultExports) },
  {
    files: ['client/**'],
    ignores: [...tests, 'client/figures/number.ts'],
    rules: ban(defaultExports, environment, bareNumbers, later, markup),
  },
  {
    files: ['server/{,commands/}main.ts', 'server/config.ts'],
    rules: ban(defaultExports, patterns, statements),
  },
  { files: ['**/main.ts', 'scripts/**/*.ts', 'bench/**', ...tests], rules: { 'no-console': 'off' } },
  {
    files: [
      ...['**/*.config.{ts,js}', '**/*.d.ts'],
      // They stand for modules that have a default export.
      'scripts/client-build/no-{texts,work}.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: tests,
    rules: {
      'max-lines-per-function': 'off',
      'no-template-curly-in-string': 'off',
    },
  },
)
