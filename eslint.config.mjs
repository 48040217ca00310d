import figma from '@figma/eslint-plugin-figma-plugins'
import tseslint from 'typescript-eslint'

// Everything else is checked by oxlint; Figma's rules, which read types, exist for ESLint alone.
export default tseslint.config({
  files: ['plugin/**/*.ts'],
  extends: [figma.flatConfigs.recommended],
  languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
})
