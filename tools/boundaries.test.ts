import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** A checker that reads nothing reports success: so each rule is broken on purpose in a copy of the tree, and must be reported. */
const root = join(import.meta.dirname, '..')
const violations: [rule: string, file: string, line: string][] = [
  ['no-cycles', 'server/submissions/planted-a.ts', `import './planted-b.ts'`],
  ['contract-stands-alone', 'contract/planted.ts', `import '../server/platform/ids.ts'`],
  ['web-sees-only-the-contract', 'web/submissions/planted.ts', `import type { Actor } from '../../server/platform/access.ts'\nexport type A = Actor`],
  ['server-never-sees-web', 'server/submissions/planted.ts', `import '../../web/app/theme.ts'`],
  ['platform-knows-no-module', 'server/platform/planted.ts', `import '../organisations/index.ts'`],
  ['modules-meet-at-the-index', 'server/submissions/planted.ts', `import '../organisations/units.ts'`],
  ['rules-are-pure', 'server/submissions/rules/planted.ts', `import 'pg'`],
  ['the-kit-knows-no-module', 'web/ui/planted.ts', `import '../submissions/index.tsx'`],
  ['pages-meet-at-the-index', 'web/desk/planted.ts', `import '../submissions/planted-page.ts'`],
  ['nobody-imports-tests', 'server/submissions/planted.ts', `import '../../test/world.ts'`],
  ['modules-stand-on-those-before', 'server/exchange/planted.ts', `import '../submissions/index.ts'`],
  ['submissions-below-the-desk', 'server/submissions/planted.ts', `import '../desk/index.ts'`],
  ['desk-below-publications', 'server/desk/planted.ts', `import '../publications/index.ts'`],
]

let copy: string
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'zhengxin-boundaries-'))
  for (const folder of ['contract', 'server', 'web', 'test', 'tools']) cpSync(join(root, folder), join(copy, folder), { recursive: true })
  for (const file of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.json']) cpSync(join(root, file), join(copy, file))
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  for (const [rule, file, line] of violations) {
    const path = join(copy, file.replace('planted', `planted-${rule}`))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${line.replace('planted-b', `planted-b`)}\n`)
  }
  writeFileSync(join(copy, 'server/submissions/planted-b.ts'), `import './planted-no-cycles-a.ts'\n`)
  writeFileSync(join(copy, 'web/submissions/planted-page.ts'), 'export {}\n')
}, 60_000)
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test('every rule reports the violation planted for it, over a tree that was really read', () => {
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/depcruise'), ['contract', 'server', 'web', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], { cwd: copy, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 })
  const { summary, modules } = JSON.parse(stdout) as { modules: unknown[]; summary: { violations: { rule: { name: string }; from: string }[] } }
  expect(modules.length).toBeGreaterThan(50)
  const planted = new Set(summary.violations.filter((violation) => violation.from.includes('planted')).map((violation) => violation.rule.name))
  expect([...planted].sort()).toEqual(violations.map(([rule]) => rule).sort())
}, 120_000)

test('every rule of the configuration has a planted violation', () => {
  const named = [...readFileSync(join(root, '.dependency-cruiser.cjs'), 'utf8').matchAll(/name: '([\w-]+)'/g)].map((match) => match[1]!)
  expect(violations.map(([rule]) => rule).sort()).toEqual(named.sort())
})
