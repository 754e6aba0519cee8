import { gm1 } from './gm-1.ts'
import { std1 } from './std-1.ts'
import type { Suite, SuiteName } from './suite.ts'

export { Forged } from './suite.ts'
export type { KeyPair, Suite, SuiteName } from './suite.ts'

export const suites: Record<SuiteName, Suite> = { 'std-1': std1, 'gm-1': gm1 }

/** The suite pinned for a line, by the name in its record. */
export function suiteOf(name: string): Suite {
  const suite = suites[name as SuiteName]
  if (!suite || !Object.hasOwn(suites, name)) throw new Error(`No suite is called ${name}.`)
  return suite
}
