import type { RefusalCode } from '../../contract/refusals.ts'

/** A business "no": it has a code, a status and a sentence in both languages (contract/refusals.ts). Everything else thrown is a bug. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly data: Record<string, unknown>
  constructor(code: RefusalCode, data: Record<string, unknown> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.data = data
  }
}
