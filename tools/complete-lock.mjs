import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/ensure-installed.mjs'

/**
 * Completes package-lock.json after `npm install` from a registry that lacks some platforms' builds of a package: npm leaves those
 * optional packages out, and `npm ci` then refuses the lock. Their version, system and processor are known from the package that names them.
 */
const path = join(root, 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
const systems = {
  android: 'android',
  darwin: 'darwin',
  linux: 'linux',
  win32: 'win32',
  freebsd: 'freebsd',
  openharmony: 'openharmony',
  wasm32: undefined,
}
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32']

for (const entry of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`
    if (lock.packages[key] || !/^\d/.test(version)) continue
    const system = Object.keys(systems).find((word) => name.includes(`-${word}`))
    const processor = processors.find((word) => name.includes(`-${word}`))
    if (!system && !processor) continue
    lock.packages[key] = {
      version,
      ...(processor ? { cpu: [processor] } : {}),
      license: entry.license,
      optional: true,
      ...(systems[system] ? { os: [systems[system]] } : {}),
    }
    console.log(`added ${name}@${version}`)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
