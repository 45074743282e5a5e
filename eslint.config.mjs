import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Imports run one way (ARCHITECTURE): schemas ← models ← facts ← components, pages; adapters ← widgets. */
const LAYERS = {
  schemas: [],
  models: ['schemas'],
  adapters: ['schemas'],
  facts: ['schemas', 'models'],
  integrations: ['schemas', 'models', 'facts'],
  components: ['schemas', 'models', 'facts', 'adapters'],
  pages: ['schemas', 'models', 'facts', 'components'],
};
const ALL = [...Object.keys(LAYERS), 'integrations', 'pages'];

const borders = Object.entries(LAYERS).map(([layer, allowed]) => ({
  files: [`src/${layer}/**/*.{ts,astro}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...[...new Set(ALL)]
            .filter((other) => other !== layer && !allowed.includes(other))
            .map((other) => ({ regex: `^(\\.\\./|@/)+(.*/)?${other}/`, message: `src/${layer} must not import src/${other}.` })),
          { regex: '(^|/)tests/', message: 'Nothing imports tests.' },
          ...(['schemas', 'models'].includes(layer)
            ? [{ regex: '^(astro:|node:|@astrojs/)', message: `src/${layer} is pure: no Astro, no Node, no browser.` }]
            : []),
        ],
      },
    ],
  },
}));

export default defineConfig(
  { ignores: ['dist/**', '.astro/**', 'node_modules/**', '**/*.d.ts', 'public/**', 'bench/.tmp/**'] },
  ...tseslint.configs.recommended,
  ...astro.configs.recommended,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  { files: ['scripts/**', 'bench/**', 'tests/**', 'src/integrations/**'], rules: { 'no-console': 'off' } },
  // Tests build records that are wrong on purpose.
  { files: ['tests/**'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
  ...borders,
  {
    // Models are pure: no DOM, storage, clock or network.
    files: ['src/models/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'document',
          'window',
          'localStorage',
          'sessionStorage',
          'fetch',
          'navigator',
          'location',
          'self',
          'XMLHttpRequest',
          'process',
        ],
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Models take the day as a parameter.',
        },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Models take the day as a parameter.' },
      ],
    },
  },
);
