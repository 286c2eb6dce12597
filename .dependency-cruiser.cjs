/**
 * "Rules the linter keeps" of the architecture, as far as they are about who imports whom.
 * `eslint.config.js` keeps the rest.
 */
module.exports = {
  forbidden: [
    {
      name: 'core-imports-no-module',
      comment: 'core holds no domain code and knows no module.',
      severity: 'error',
      from: { path: '^app/core/' },
      to: { path: '^app/', pathNot: '^app/core/' },
    },
    {
      name: 'modules-through-their-index',
      comment: 'A module imports another only as `#<module>`, through its index.ts.',
      severity: 'error',
      from: { path: '^app/([^/]+)/' },
      to: { path: '^app/[^/]+/', pathNot: ['^app/$1/', '^app/core/', '^app/[^/]+/index\\.ts$'] },
    },
    {
      name: 'no-cycles',
      comment: 'Data flows one way. What two parts share is a third part.',
      severity: 'error',
      from: { pathNot: '^node_modules' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'inner-parts-know-no-http',
      comment: 'Actions, queries and models can be called by a page, the API and a consumer alike.',
      severity: 'error',
      from: { path: '^app/[^/]+/(actions|queries|models|policies|consumers)/' },
      to: {
        path: '^(app/core/http/|app/[^/]+/(controllers|middleware)/|node_modules/@adonisjs/(session|inertia|shield|static|core/build/(modules/http|types/http|services/(router|server))))',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'controllers-know-no-sql',
      comment: 'Controllers call actions and queries.',
      severity: 'error',
      from: { path: '^app/[^/]+/controllers/' },
      to: { path: '^node_modules/(@adonisjs/lucid|knex|pg)/' },
    },
    {
      name: 'routes-list-modules-only',
      comment: 'start/routes.ts is the map of the product.',
      severity: 'error',
      from: { path: '^start/routes\\.ts$' },
      to: { pathNot: '^app/[^/]+/routes\\.ts$' },
    },
    {
      name: 'one-doorway-to-data',
      comment: 'Only core/tenancy touches the database; everything else works in a tenant scope.',
      severity: 'error',
      from: {
        path: '^(app|start|config)/',
        pathNot: ['^app/(core/tenancy|[^/]+/commands)/', '\\.spec\\.ts$'],
      },
      to: {
        path: '^node_modules/(@adonisjs/lucid/build/(services/db|src/database/main)|knex/|pg/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'product-runs-without-development-packages',
      comment: 'What serves people comes from `dependencies`.',
      severity: 'error',
      from: { path: '^(app|start|config)/', pathNot: '\\.spec\\.ts$' },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only', 'npm', 'npm-optional'],
      },
    },
    {
      name: 'product-imports-no-tests',
      comment: 'Tests know the product; the product does not know its tests.',
      severity: 'error',
      from: { path: '^(app|start|config|resources)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(tests|bench)/' },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that cannot be found would not be checked by any other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|storage|tmp)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    webpackConfig: { fileName: '.dependency-cruiser.resolve.cjs' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
