import type { PageRoute } from '../app/module.ts'

export { PersonPicker, UnitPicker } from './pickers.tsx'

export const routes: PageRoute[] = []
