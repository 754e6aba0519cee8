import type { WebModule } from '../app/module.ts'
import { paths } from '../app/paths.ts'

export const routes: WebModule['routes'] = [
  { path: paths.login, frame: 'bare', page: async () => (await import('./LoginPage.tsx')).LoginPage },
  { path: paths.setUp('$token'), frame: 'bare', page: async () => (await import('./SetUpPage.tsx')).SetUpPage },
]
