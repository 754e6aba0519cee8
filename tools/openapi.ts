import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApiDocument } from '../server/platform/openapi.ts'

/** Writes docs/openapi.json from the contract: `npm run openapi`. */
const folder = join(import.meta.dirname, '../docs')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'openapi.json'), `${JSON.stringify(await openApiDocument(), null, 2)}\n`)
