import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { serviceWorker } from './service-worker-plugin.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = `http://127.0.0.1:${process.env.PORT ?? 8020}`

/**
 * The page. Target Chromium 87: government desktops run 360 and Qianxin shells that stop there (web/app/poly.ts is the other half).
 * No inline script, so that the Content-Security-Policy of the server can forbid it.
 */
export default defineConfig({
  root: here('.'),
  plugins: [react(), serviceWorker()],
  optimizeDeps: { entries: ['app/main.tsx', '*/**/*.{ts,tsx}', '!**/*.test.*'] },
  build: {
    outDir: here('../dist/web'),
    emptyOutDir: true,
    target: 'chrome87',
    cssTarget: 'chrome87',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // first: a chunk takes what its modules import, and every page needs React but few the editor
            {
              name: 'react',
              priority: 2,
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack[\\/](react-router|router-core|history|react-query|query-core|react-store|store)|@orpc|core-js)[\\/]/,
            },
            { name: 'editor', test: /node_modules[\\/](@tiptap|prosemirror-|rope-sequence|orderedmap|w3c-keyname)/ },
          ],
        },
      },
    },
  },
  server: {
    port: Number(process.env.WEB_PORT ?? 5173),
    proxy: Object.fromEntries(
      [
        '/rpc',
        '/api',
        '/files',
        '/live',
        '/openapi.json',
        '/sign-in',
        '^/(issues|issue-previews|issue-copies|submissions)/[^/]+/pdf$',
      ].map((path) => [path, { target: server, changeOrigin: false }]),
    ),
  },
})
