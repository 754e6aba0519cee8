import { createHash } from 'node:crypto'

/** One line of an exported file. */
export interface Row {
  number: number
  value: unknown
}

/** What a verification found, in words. */
export class Findings {
  readonly lines: string[] = []
  readonly problems: string[] = []
  readonly #trusted: ReadonlySet<string> | null

  /** `trusted`: fingerprints of public keys known from elsewhere; null: the file's own keys are shown for comparison. */
  constructor(trusted: ReadonlySet<string> | null = null) {
    this.#trusted = trusted
  }

  good(text: string): void {
    this.lines.push(text)
  }

  bad(text: string): void {
    this.problems.push(text)
  }

  key(name: string, publicKey: string): void {
    const fingerprint = fingerprintOf(publicKey)
    if (this.#trusted && !this.#trusted.has(fingerprint)) this.bad(`公钥 ${name} 不是指定的公钥，指纹 ${fingerprint}`)
    else this.good(`公钥 ${name} 指纹 ${fingerprint}${this.#trusted ? '，与指定的公钥一致' : '，请与对方公布的核对'}`)
  }
}

/** As the node's pages show it: sha-256 of the PEM. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256').update(`${publicKey.trim()}\n`).digest('hex')
