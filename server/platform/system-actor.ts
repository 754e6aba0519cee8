import type { Actor } from './access.ts'

/** Acts of the system itself: background jobs, the first set-up. It holds no grant; what it may do is what it is called for. */
export const systemActor: Actor = {
  personId: '00000000-0000-0000-0000-000000000000',
  name: '系统',
  title: '',
  unitId: '00000000-0000-0000-0000-000000000000',
  unitPath: '/',
  unitName: '',
  grants: [],
  provedAt: null,
}
