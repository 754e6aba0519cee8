import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemeSchema } from './lib/scheme-schema.ts'

/** Writes docs/assessment/scheme.schema.json from the contract: `node --import tsx tools/scheme-schema.ts`. */
const folder = join(import.meta.dirname, '../docs/assessment')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'scheme.schema.json'), `${JSON.stringify(schemeSchema(), null, 2)}\n`)
