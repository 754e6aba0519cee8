import { z } from 'zod'
import { Scheme, schemeFormat } from '../../contract/assessment-scheme.ts'

/** JSON Schema of a scheme file, for whoever writes one with other tools. What has a default may be left out. */
export const schemeSchema = (): Record<string, unknown> => ({
  $id: schemeFormat,
  title: '计分办法 Scoring scheme',
  ...z.toJSONSchema(Scheme, { io: 'input', reused: 'ref' }),
})
