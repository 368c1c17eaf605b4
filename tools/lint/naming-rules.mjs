// What names look like, and how members are hidden: in one way. What they mean is told by GLOSSARY.md.
const camelCase = { format: ['camelCase'], leadingUnderscore: 'forbid', trailingUnderscore: 'forbid' };

export const namingRules = [
  {
    files: ['src-main/**/*.ts', 'src-renderer/**/*.{ts,svelte}', 'e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: 'typeLike', format: ['PascalCase'] },
        { selector: ['function', 'classMethod', 'classProperty', 'accessor', 'typeMethod'], ...camelCase },
        { selector: ['classProperty', 'accessor'], types: ['boolean'], format: ['PascalCase'], prefix: ['is', 'has', 'are', 'can', 'does', 'may', 'shows'] },
        // An underscore before a name, or alone: it is not looked at.
        { selector: ['variable', 'parameter'], format: ['camelCase', 'UPPER_CASE'], leadingUnderscore: 'allowSingleOrDouble' },
        // The name is somebody else's.
        { selector: ['variable', 'parameter'], modifiers: ['destructured'], format: null },
      ],
    },
  },
  {
    files: ['**/*.{ts,svelte}'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'PrivateIdentifier', message: 'Members are hidden with `private`, as everywhere else.' }] },
  },
];
