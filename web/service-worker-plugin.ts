import { createHash } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/**
 * Writes /sw.js: the page's own code is kept on the machine, so that the remote workstation opens without a line (第十八条).
 * It answers only for the page and its assets; what the server says is never kept. A new version waits until it is asked to take over.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'zhengxin-service-worker',
    apply: 'build',
    writeBundle({ dir }) {
      // from the folder, not from the bundle: some chunks get their last name only when they are written
      const assets = readdirSync(join(dir!, 'assets'))
        .filter((file) => !file.endsWith('.map'))
        .map((file) => `/assets/${file}`)
        .sort()
      const version = createHash('sha256').update(assets.join('\n')).digest('hex').slice(0, 12)
      writeFileSync(join(dir!, 'sw.js'), source(version, ['/', '/favicon.svg', ...assets]))
    },
  }
}

const source = (version: string, files: string[]) => `const name = 'zhengxin-${version}'
const files = ${JSON.stringify(files)}
self.addEventListener('install', (event) => event.waitUntil(caches.open(name).then((cache) => cache.addAll(files))))
self.addEventListener('activate', (event) =>
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((each) => each.startsWith('zhengxin-') && each !== name).map((each) => caches.delete(each))))
      .then(() => self.clients.claim()),
  ),
)
self.addEventListener('message', (event) => event.data === 'take-over' && self.skipWaiting())
self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => caches.match('/')))
    return
  }
  if (files.includes(url.pathname)) event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(request)))
})
`
