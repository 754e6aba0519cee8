import type { PageRoute } from '../app/module.ts'

export { useEntryName, useOptions } from './use-options.ts'

export const routes: PageRoute[] = []
