import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** A checker that reads nothing reports success: so each rule is broken on purpose in a copy of the tree, and must be reported. */
const root = join(import.meta.dirname, '..')

/** The rule, the file that breaks it, and what that file imports. */
const violations: [rule: string, file: string, imported: string, words?: string][] = [
  ['no-cycles', 'server/submissions/planted-cycle-a.ts', './planted-cycle-b.ts'],
  ['contract-stands-alone', 'contract/planted.ts', '../server/platform/ids.ts'],
  ['web-sees-only-the-contract', 'web/submissions/planted-server.ts', '../../server/platform/access.ts'],
  [
    'web-sees-only-the-contract',
    'web/submissions/planted-type.ts',
    '../../server/platform/access.ts',
    'import type { Actor } from',
  ],
  ['server-never-sees-web', 'server/submissions/planted-web.ts', '../../web/app/theme.ts'],
  ['platform-knows-no-module', 'server/platform/planted.ts', '../organisations/index.ts'],
  ['modules-meet-at-the-index', 'server/submissions/planted-inside.ts', '../organisations/units.ts'],
  ['modules-stand-on-those-before', 'server/documents/planted.ts', '../organisations/index.ts'],
  ['modules-stand-on-those-before', 'server/organisations/planted.ts', '../identity/index.ts'],
  ['modules-stand-on-those-before', 'server/identity/planted.ts', '../catalogue/index.ts'],
  ['modules-stand-on-those-before', 'server/catalogue/planted.ts', '../exchange/index.ts'],
  ['modules-stand-on-those-before', 'server/exchange/planted.ts', '../submissions/index.ts'],
  ['modules-stand-on-those-before', 'server/submissions/planted-order.ts', '../desk/index.ts'],
  ['modules-stand-on-those-before', 'server/desk/planted.ts', '../publications/index.ts'],
  ['modules-stand-on-those-before', 'server/publications/planted.ts', '../home/index.ts'],
  ['modules-stand-on-those-before', 'server/home/planted.ts', '../demo/load.ts'],
  ['rules-are-pure', 'server/submissions/rules/planted-library.ts', 'pg'],
  ['rules-are-pure', 'server/submissions/rules/planted-file.ts', 'node:fs'],
  ['rules-are-pure', 'server/submissions/rules/planted-platform.ts', '../../platform/database.ts'],
  ['the-kit-knows-no-module', 'web/ui/planted.ts', '../submissions/index.tsx'],
  ['pages-meet-at-the-index', 'web/desk/planted.ts', '../submissions/planted-server.ts'],
  ['nobody-imports-tests', 'server/submissions/planted-test.ts', '../../test/world.ts'],
]

let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'zhengxin-boundaries-'))
  for (const folder of ['contract', 'server', 'web', 'test'])
    cpSync(join(root, folder), join(copy, folder), { recursive: true })
  for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json'])
    cpSync(join(root, file), join(copy, file))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const [, file, imported, words = 'import'] of violations) write(join(copy, file), `${words} '${imported}'\n`)
  write(join(copy, 'server/submissions/planted-cycle-b.ts'), `import './planted-cycle-a.ts'\n`)
  for (const [, file, imported] of violations) {
    const target = resolve(dirname(join(copy, file)), imported)
    if (imported.startsWith('.') && !existsSync(target)) write(target, 'export {}\n')
  }
}, 60_000)
afterAll(() => rmSync(copy, { recursive: true, force: true }))

function write(path: string, text: string) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

test('every planted violation is reported by its rule, over a tree that was really read', () => {
  const words = ['contract', 'server', 'web', '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const program = join(root, 'node_modules/.bin/depcruise')
  const { stdout } = spawnSync(program, words, { cwd: copy, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  const { summary, modules } = JSON.parse(stdout) as {
    modules: { source: string }[]
    summary: { violations: { rule: { name: string }; from: string }[] }
  }
  expect(modules.filter(({ source }) => /^(contract|server|web)[/].*[.]tsx?$/.test(source)).length).toBeGreaterThan(100)
  const reported = new Set(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`))
  expect(violations.map(([rule, file]) => `${rule}: ${file}`).filter((one) => !reported.has(one))).toEqual([])
}, 120_000)

test('every rule of the configuration has a planted violation', () => {
  const named = [...readFileSync(join(root, '.dependency-cruiser.cjs'), 'utf8').matchAll(/ name: '([\w-]+)'/g)].map(
    ([, name]) => name,
  )
  expect([...new Set(violations.map(([rule]) => rule))].sort()).toEqual(named.sort())
})
