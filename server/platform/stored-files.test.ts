import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import Fastify from 'fastify'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { playClamd } from '../../test/clamd.ts'
import type { RequestContext } from './api.ts'
import { fileRoutes } from './file-routes.ts'
import { storeUpload, storedPath } from './files.ts'
import { Refusal } from './refusal.ts'
import { openStored, readStored, useFileKeys } from './stored-bytes.ts'
import { useScanner } from './virus-scan.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhengxin-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const newDir = () => mkdtempSync(join(folder, 'data-'))
const upload = (dataDir: string, content: Buffer | string, name = '附件.txt') =>
  storeUpload(dataDir, name, Readable.from([Buffer.from(content)]))

describe('attachments at rest', () => {
  const keyFile = join(folder, 'keys')
  writeFileSync(keyFile, `# 2026\n${randomBytes(32).toString('hex')}\n`)

  test.each([0, 1, 65_535, 65_536, 65_537, 300_000])('%i bytes lie sealed and come out as they were', async (size) => {
    const dataDir = newDir()
    useFileKeys(dataDir, keyFile)
    const content = Buffer.from('涉企政策兑现情况。'.repeat(40_000)).subarray(0, size)
    const { sha256 } = await upload(dataDir, content)
    const path = storedPath(dataDir, sha256)
    expect(readFileSync(path).includes(Buffer.from('政策兑现'))).toBe(false)
    expect((await readStored(path)).equals(content)).toBe(true)
    const file = await openStored(path)
    expect((await file.readAt(65_530, 20)).equals(content.subarray(65_530, 65_550))).toBe(true)
    await file.close()
    expect(readdirSync(join(dataDir, 'uploads'))).toEqual([])
  })

  test('what lay there before the key is still read', async () => {
    const dataDir = newDir()
    useFileKeys(dataDir, undefined)
    const { sha256 } = await upload(dataDir, '早先的附件')
    useFileKeys(dataDir, keyFile)
    expect((await readStored(storedPath(dataDir, sha256))).toString()).toBe('早先的附件')
  })

  test.each([
    ['a byte changed', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte)))],
    [
      'the size in its head changed',
      (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 31 ? byte - 1 : byte))),
    ],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
  ])('%s: nothing of it is given out', async (_what, spoil) => {
    const dataDir = newDir()
    useFileKeys(dataDir, keyFile)
    const { sha256 } = await upload(dataDir, '某附件'.repeat(100))
    const path = storedPath(dataDir, sha256)
    writeFileSync(path, spoil(readFileSync(path)))
    await expect(readStored(path)).rejects.toThrow()
  })

  test.each([
    ['a key file that is not there', join(folder, 'nowhere'), '读不到文件加密密钥'],
    ['a key that is none', join(folder, 'bad'), '格式不对'],
  ])('%s: the node does not start', (_what, path, sentence) => {
    writeFileSync(join(folder, 'bad'), 'secret')
    expect(() => useFileKeys(newDir(), path)).toThrow(sentence)
  })

  test('sealed attachments whose key this process never had: the node does not start, and says which key', () => {
    const dataDir = newDir()
    mkdirSync(join(dataDir, 'keys'))
    writeFileSync(join(dataDir, 'keys/file-keys.used'), 'a1b2c3d4e5f60718\n')
    expect(() => useFileKeys(dataDir, keyFile)).toThrow('a1b2c3d4e5f60718')
  })
})

describe('clamd', () => {
  let clamd: Server | undefined
  afterEach(() => new Promise<void>((done) => (clamd ? clamd.close(() => done()) : done())))

  const startClamd = async (socketPath: string) => void (clamd = await playClamd(socketPath))

  test('a clean file is kept; an infected one is refused by its name, and nothing of it stays', async () => {
    const dataDir = newDir()
    const address = join(dataDir, 'clamd.sock')
    await startClamd(address)
    useScanner(dataDir, { address, away: 'refuse' })
    expect(await upload(dataDir, '正常附件'.repeat(50_000))).toMatchObject({ scan: 'clean' })
    await expect(upload(dataDir, 'X5O EICAR')).rejects.toMatchObject({
      code: 'file.infected',
      data: { name: '附件.txt', signature: 'Eicar-Test-Signature' },
    })
    expect(readdirSync(join(dataDir, 'uploads'))).toEqual([])
    expect(readdirSync(join(dataDir, 'files'))).toHaveLength(1)
  })

  test('while it does not answer, the setting decides', async () => {
    const dataDir = newDir()
    const address = join(dataDir, 'nobody.sock')
    useScanner(dataDir, { address, away: 'refuse' })
    await expect(upload(dataDir, '附件')).rejects.toMatchObject({ code: 'file.not_scanned' })
    useScanner(dataDir, { address, away: 'accept' })
    expect(await upload(dataDir, '附件')).toMatchObject({ scan: 'unscanned' })
    useScanner(dataDir, undefined)
    expect(await upload(dataDir, '附件')).toMatchObject({ scan: null })
  })

  test('who brought in an infected file stands in the audit trail', async () => {
    const dataDir = newDir()
    const address = join(dataDir, 'clamd.sock')
    await startClamd(address)
    useScanner(dataDir, { address, away: 'refuse' })
    const records: unknown[] = []
    const actor = { personId: 'li', unitId: 'xiaodian' }
    const cx = { actor, record: async (...record: unknown[]) => void records.push(record) }
    const http = Fastify()
    http.setErrorHandler((error, _request, reply) => reply.status(error instanceof Refusal ? 422 : 500).send({}))
    const context = { actor, address: '10.1.1.1', run: (work: (it: typeof cx) => unknown) => work(cx) }
    await fileRoutes(http, dataDir, async () => context as unknown as RequestContext)
    const form = new FormData()
    form.append('file', new Blob(['EICAR']), '附件.txt')
    const sent = new Response(form)
    const answer = await http.inject({
      method: 'POST',
      url: '/files',
      headers: { 'content-type': sent.headers.get('content-type')! },
      payload: Buffer.from(await sent.arrayBuffer()),
    })
    expect(answer.statusCode).toBe(422)
    expect(records).toEqual([
      [
        'file.infected',
        { id: 'li', unitId: 'xiaodian' },
        { name: '附件.txt', signature: 'Eicar-Test-Signature', address: '10.1.1.1' },
      ],
    ])
    await http.close()
  })
})
