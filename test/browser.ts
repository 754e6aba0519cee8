import { execFileSync } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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
  const system = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path))
  const { executablePath, libraries } = system ? { executablePath: system, libraries: '' } : await unpackedChromium()
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--font-render-hinting=none'],
    env: { ...process.env, ...fontEnvironment(), ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) } as Record<string, string>,
  })
}

const cache = join(import.meta.dirname, '../node_modules/.cache/zhengxin-chromium')

async function unpackedChromium() {
  const require = createRequire(import.meta.url)
  const packed = join(dirname(require.resolve('@sparticuz/chromium')), '../../bin')
  const executablePath = join(cache, 'chromium')
  const libraries = join(cache, 'lib')
  if (!existsSync(executablePath)) {
    mkdirSync(libraries, { recursive: true })
    await unpackTar(join(packed, 'al2023.tar.br'), cache)
    await unpackTar(join(packed, 'swiftshader.tar.br'), cache)
    const partial = `${executablePath}.${process.pid}`
    await pipeline(createReadStream(join(packed, 'chromium.br')), createBrotliDecompress(), createWriteStream(partial, { mode: 0o755 }))
    renameSync(partial, executablePath)
  }
  return { executablePath, libraries: hasSystemLibraries() ? '' : libraries }
}

async function unpackTar(path: string, into: string) {
  const tar = join(into, 'part.tar')
  await pipeline(createReadStream(path), createBrotliDecompress(), createWriteStream(tar))
  execFileSync('tar', ['-xf', tar, '-C', into])
}

function hasSystemLibraries(): boolean {
  try {
    return /libnss3[.]so/.test(execFileSync('ldconfig', ['-p'], { encoding: 'utf8' }))
  } catch {
    return false
  }
}

/** fontconfig with the project's Noto Sans SC beside whatever the machine has. */
function fontEnvironment(): Record<string, string> {
  const require = createRequire(import.meta.url)
  const fonts = ['@expo-google-fonts/noto-sans-sc', '@expo-google-fonts/noto-serif-sc'].map((name) => dirname(require.resolve(`${name}/package.json`)))
  mkdirSync(cache, { recursive: true })
  const file = join(cache, 'fonts.conf')
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${fonts.map((folder) => `<dir>${join(folder, '400Regular')}</dir><dir>${join(folder, '700Bold')}</dir>`).join('\n')}
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
<alias><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
<cachedir>${join(cache, 'fontcache')}</cachedir></fontconfig>`)
  return { FONTCONFIG_FILE: file }
}
