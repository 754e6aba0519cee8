import type { WebModule } from './module.ts'

const found = import.meta.glob<WebModule>('../*/index.tsx', { eager: true })

/** Every module of the page: a folder with an index.tsx that exports `routes` and `menu`. */
export const modules: WebModule[] = Object.values(found)
