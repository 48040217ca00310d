import figma from '@figma/eslint-plugin-figma-plugins'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'relay-data/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // A branch that returns is read at a glance; a switch over a union must name every member.
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: 'error',
    },
  },
  // A file is one idea; tables of words are as long as they are. The window is still to be split by its state.
  {
    files: ['plugin/**/*.{ts,tsx}', 'ui/**/*.{ts,tsx}', 'relay/**/*.ts', 'contract/**/*.ts'],
    ignores: ['ui/**/text.ts', 'relay/text.ts'],
    rules: { 'max-lines': ['error', 300] },
  },
  // The plugin half runs under Figma's rules: async node access, no frozen arrays written to.
  { files: ['plugin/**/*.ts'], extends: [figma.flatConfigs.recommended] },
  // The stand-ins answer through promises because Figma does, whether they have to wait or not.
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.recommended],
    languageOptions: {
      globals: { URL: 'readonly', process: 'readonly', console: 'readonly', Buffer: 'readonly' },
    },
  },
)
