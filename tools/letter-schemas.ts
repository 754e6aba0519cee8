import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { letterSchema, letterShapes } from './lib/letter-schemas.ts'

/** Writes docs/protocol/letters/KIND.vN/schema.json from the contract: `node --import tsx tools/letter-schemas.ts`. */
for (const shape of letterShapes()) {
  const folder = join(import.meta.dirname, '../docs/protocol/letters', shape.name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'schema.json'), `${JSON.stringify(letterSchema(shape), null, 2)}\n`)
}
