import { execFileSync } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/**
 * A real Chromium for the journeys: CHROMIUM_PATH, the system's, or the one from npm (@sparticuz/chromium), unpacked once by us,
 * because its own unpacking takes whatever lies in the temp folder. Chinese text needs a font: the project's own is offered to fontconfig.
 */
export async function launchBrowser(): Promise<Browser> {
  const system = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  )
  const { executablePath, libraries } = system ? { executablePath: system, libraries: '' } : await unpackedChromium()
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--font-render-hinting=none',
    ],
    env: { ...process.env, ...fontEnvironment(), ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) } as Record<
      string,
      string
    >,
  })
}

const modules = join(import.meta.dirname, '../node_modules')

async function unpackedChromium() {
  const packed = join(modules, '@sparticuz/chromium')
  if (!existsSync(packed))
    throw new Error('No browser: install Chromium, set CHROMIUM_PATH, or run npm ci with development dependencies.')
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string }
  const cache = join(modules, `.cache/chromium-${version}`)
  if (!existsSync(cache)) {
    const partial = `${cache}.${process.pid}`
    mkdirSync(partial, { recursive: true })
    await unpackTar(join(packed, 'bin/al2023.tar.br'), partial)
    await unpackTar(join(packed, 'bin/swiftshader.tar.br'), partial)
    await unpack(join(packed, 'bin/chromium.br'), join(partial, 'chromium'))
    try {
      renameSync(partial, cache)
    } catch {
      rmSync(partial, { recursive: true, force: true }) // another run was faster
    }
  }
  return { executablePath: join(cache, 'chromium'), libraries: hasSystemLibraries() ? '' : join(cache, 'lib') }
}

const unpack = (from: string, to: string) =>
  pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode: 0o755 }))

async function unpackTar(from: string, into: string) {
  const tar = join(into, 'part.tar')
  await unpack(from, tar)
  execFileSync('tar', ['-xf', tar, '-C', into])
  rmSync(tar)
}

function hasSystemLibraries(): boolean {
  try {
    const known = execFileSync('ldconfig', ['-p'], { encoding: 'utf8' })
    return ['libnss3.so', 'libnspr4.so', 'libexpat.so.1'].every((library) => known.includes(library))
  } catch {
    return false
  }
}

/** fontconfig with the project's Chinese fonts beside whatever the machine has. */
function fontEnvironment(): Record<string, string> {
  const folders = ['noto-sans-sc', 'noto-serif-sc'].flatMap((family) =>
    ['400Regular', '700Bold'].map((weight) => join(modules, '@expo-google-fonts', family, weight)),
  )
  const file = join(modules, '.cache/chromium-fonts.conf')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<cachedir>${join(modules, '.cache/chromium-fonts')}</cachedir>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${folders.map((folder) => `<dir>${folder}</dir>`).join('\n')}
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
<alias><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
</fontconfig>`,
  )
  return { FONTCONFIG_FILE: file }
}
