/**
 * Who may import whom (ARCHITECTURE.md). tools/boundaries.test.ts breaks each rule on purpose and wants it reported.
 * TypeScript is read through @swc/core: TypeScript 7 has no compiler interface, and without swc the checker reads nothing and is content.
 */
const tests = '[.]test(-help)?[.]tsx?$|/testing[.]ts$|^test/|^tools/'
const code = (path) => ({ path, pathNot: tests })

/** Each module stands only on those before it. */
const order = [
  'wording',
  'documents',
  'organisations',
  'identity',
  'audit',
  'catalogue',
  'calendar',
  'exchange',
  'submissions',
  'desk',
  'publications',
  'directives',
  'commissions',
  'guidance',
  'assessment',
  'library',
  'home',
]
const anotherModule = '^server/(?!platform/|migrations/)(?!$1/)[^/]+/'
const anotherPage = '^web/(?!app/|ui/|locales/)(?!$1/)[^/]+/'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one file, or miss a third. A page fetched when someone goes there is no need.',
      from: code('^(contract|server|web)/'),
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'contract-stands-alone',
      comment: 'The contract imports nothing of ours.',
      from: code('^contract/'),
      to: { path: '^(server|web)/' },
    },
    {
      name: 'web-sees-only-the-contract',
      comment: 'Not even types of the server.',
      from: code('^web/'),
      to: { path: '^server/' },
    },
    {
      name: 'server-never-sees-web',
      comment: 'The server knows no page.',
      from: code('^server/'),
      to: { path: '^web/' },
    },
    {
      name: 'platform-knows-no-module',
      comment: 'The platform serves all modules and knows none.',
      from: code('^server/platform/'),
      to: { path: '^server/(?!platform/|migrations/)' },
    },
    {
      name: 'modules-meet-at-the-index',
      comment: 'Another module is its index.ts and nothing else.',
      from: code('^server/(?!platform/|migrations/)([^/]+)/'),
      to: { path: `${anotherModule}(?!index[.]ts$)` },
    },
    ...order.map((name, place) => ({
      name: 'modules-stand-on-those-before',
      comment: `The order is ${order.join(', ')}. Call what you build on; announce to what builds on you.`,
      from: code(`^server/${name}/`),
      to: { path: `^server/(${['demo', ...order.slice(place + 1)].join('|')})/` },
    })),
    {
      name: 'rules-are-pure',
      comment: 'No database, clock, network or library.',
      from: code('^server/([^/]+)/rules/'),
      to: { pathNot: '^contract/|^server/$1/rules/' },
    },
    {
      name: 'the-kit-knows-no-module',
      comment: 'web/ui serves all pages and knows none.',
      from: code('^web/ui/'),
      to: { path: '^web/(?!ui/|app/|locales/)[^/]+/' },
    },
    {
      name: 'pages-meet-at-the-index',
      comment: 'Another module of the page is its index and nothing else.',
      from: code('^web/(?!app/|ui/|locales/)([^/]+)/'),
      to: { path: `${anotherPage}(?!index[.]tsx?$)` },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'Tests serve nobody.',
      from: code('^(contract|server|web)/'),
      to: { path: tests },
    },
  ].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
}
