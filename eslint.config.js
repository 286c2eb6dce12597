import svelte from 'eslint-plugin-svelte'
import { defineConfig, globalIgnores } from 'eslint/config'
import typescript from 'typescript-eslint'
import { docstrings } from './bin/lint/docstrings.js'

/** What holds for TypeScript wherever it stands. */
const always = {
  eqeqeq: ['error', 'always'],
  'no-console': 'off',
  'no-eval': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-template': 'error',
}

export default defineConfig(
  globalIgnores(['.adonisjs', 'build', 'storage', 'tmp', 'public']),
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.js'],
    rules: { ...always, 'no-unused-vars': ['error', { ignoreRestSiblings: true }] },
  },
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vite.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      ...always,
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      // A controller returns what it sends, whatever type the framework gives that.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          ignoreRestSiblings: true,
          destructuredArrayIgnorePattern: '^_',
          varsIgnorePattern: '^_+$',
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A framework's class may have nothing but one method, and an async signature is its contract.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/require-await': 'off',
      // Signal and stream listeners are promises that nobody waits for by design.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, properties: false } },
      ],
    },
  },
  {
    files: [
      'app/**/*.ts',
      'config/**/*.ts',
      'database/**/*.ts',
      'bin/**/*.ts',
      'resources/**/*.ts',
    ],
    ignores: ['**/*.spec.ts', 'database/migrations/**'],
    plugins: { belvedere: { rules: { docstrings } } },
    rules: { 'belvedere/docstrings': 'error' },
  },
  {
    files: ['**/*.spec.ts', 'tests/**/*.ts', 'bench/**/*.ts'],
    // What a server answers has no type until a test has looked at it.
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['app/*/controllers/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='tenancy'][property.name='client']",
          message: 'Controllers know no SQL: put it into an action or a query.',
        },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    extends: [typescript.configs.strict, svelte.configs.recommended],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      ...always,
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { excludedRunes: ['$props', '$derived'] }],
      // Every page is reached through Inertia, not through SvelteKit.
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
    },
  },
  {
    // Without TLS, as on many an intranet, browsers offer no other way to the clipboard.
    files: ['resources/components/clipboard.ts'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  }
)
