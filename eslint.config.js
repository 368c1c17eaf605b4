import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { importRule, importRules } from './tools/lint/import-rules.mjs';
import { namingRules } from './tools/lint/naming-rules.mjs';
import { wordingRule, wordingRules } from './tools/lint/wording-rules.mjs';

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', 'dist/', 'test-results/', 'playwright-report/', 'models/', '**/*.as.ts'] },
  ...tseslint.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { project: ['node', 'web', 'tools', 'pure'].map((side) => `./tsconfig.${side}.json`), tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      // Code points are what tokenizers work on; the one spread that would mislead is of text shown to people, and there is none.
      '@typescript-eslint/no-misused-spread': 'off',
      'no-restricted-globals': ['error', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'],
    },
  },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser } } },
  { files: ['**/*.js', '**/*.mjs', 'tools/**'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.js', '**/*.mjs'], languageOptions: { globals: globals.node }, rules: { 'no-restricted-globals': 'off' } },
  // Loops over typed arrays of known length: an index that is always there.
  { files: ['src-renderer/scene/**', 'src-main/projection/**', 'src-renderer/projection/**', 'e2e/**', 'tools/bench/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { plugins: { contexture: { rules: { 'import-rules': importRule, 'words-in-wording': wordingRule } } } },
  ...namingRules,
  ...importRules,
  ...wordingRules,
);
