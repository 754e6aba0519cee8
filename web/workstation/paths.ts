/** Addresses of this module. */
export const workstationPaths = { workstation: '/workstation' } as const
