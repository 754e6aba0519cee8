/** Who may import whom (ARCHITECTURE.md). tools/boundaries.test.ts plants a violation of each rule and wants it reported. */
const test = '[.]test[.]tsx?$|^test/|^tools/'
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', comment: 'Two files that need each other are one file, or miss a third.', from: { pathNot: test }, to: { circular: true } },
    { name: 'contract-stands-alone', severity: 'error', comment: 'The contract imports nothing of ours.', from: { path: '^contract/' }, to: { path: '^(server|web|test|tools)/' } },
    { name: 'web-sees-only-the-contract', severity: 'error', comment: 'Not even types of the server.', from: { path: '^web/', pathNot: test }, to: { path: '^(server|test|tools)/' } },
    { name: 'server-never-sees-web', severity: 'error', comment: 'The server knows no page.', from: { path: '^server/', pathNot: test }, to: { path: '^(web|test|tools)/' } },
    { name: 'platform-knows-no-module', severity: 'error', comment: 'The platform serves all modules and knows none.', from: { path: '^server/platform/', pathNot: test }, to: { path: '^server/(?!platform/|migrations/)' } },
    { name: 'modules-meet-at-the-index', severity: 'error', comment: 'Another module is its index.ts and nothing else.', from: { path: '^server/(?!platform/|migrations/)([^/]+)/', pathNot: test }, to: { path: '^server/(?!platform/|migrations/)(?!$1/)[^/]+/(?!index[.]ts$)' } },
    { name: 'rules-are-pure', severity: 'error', comment: 'No database, clock, network or library.', from: { path: '^server/([^/]+)/rules/', pathNot: test }, to: { pathNot: '^contract/|^server/$1/rules/' } },
    { name: 'the-kit-knows-no-module', severity: 'error', comment: 'web/ui serves all pages and knows none.', from: { path: '^web/ui/', pathNot: test }, to: { path: '^web/(?!ui/|app/|locales/)' } },
    { name: 'pages-meet-at-the-index', severity: 'error', comment: 'Another module of the page is its index.tsx.', from: { path: '^web/(?!app/|ui/|locales/)([^/]+)/', pathNot: test }, to: { path: '^web/(?!app/|ui/|locales/)(?!$1/)[^/]+/(?!index[.]tsx$)' } },
    { name: 'nobody-imports-tests', severity: 'error', comment: 'Tests serve nobody.', from: { pathNot: test }, to: { path: test } },
    { name: 'modules-stand-on-those-before', severity: 'error', comment: 'documents, organisations, identity, catalogue, exchange, submissions, desk, publications, home.', from: { path: '^server/(documents|organisations|identity|catalogue|exchange)/', pathNot: test }, to: { path: '^server/(submissions|desk|publications|home)/' } },
    { name: 'submissions-below-the-desk', severity: 'error', comment: 'The desk stands on submissions.', from: { path: '^server/submissions/', pathNot: test }, to: { path: '^server/(desk|publications|home)/' } },
    { name: 'desk-below-publications', severity: 'error', comment: 'Publications stand on the desk.', from: { path: '^server/desk/', pathNot: test }, to: { path: '^server/(publications|home)/' } },
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] } },
}
