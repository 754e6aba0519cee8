import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bodyFromText } from '../contract/body.ts'
import { canonicalText } from '../server/documents/rules/canonical-text.ts'
import { chainHash, exportLine, signReceipt } from '../server/exchange/envelope/index.ts'
import { sampleLine } from '../server/exchange/envelope/sample.test-help.ts'
import { newId } from '../server/platform/ids.ts'
import { passkeyName, personalChallenge } from '../server/platform/personal-signature.ts'
import { newAuthenticator } from '../test/authenticator.ts'
import { dataDigest, sealOf } from '../server/platform/event-chain.ts'
import { signingKeyOf } from '../server/platform/keys.ts'
import { sealOfExported } from './lib/verify-audit.ts'
import { verifyFile } from './lib/verify-file.ts'
import { Findings, fingerprintOf } from './lib/verify-findings.ts'
import { verifySignOffs } from './lib/verify-personal.ts'

const problemsOf = (rows: string[], trusted: Set<string> | null = null): string[] => {
  const findings = new Findings(trusted)
  verifyFile(rows.join(''), findings)
  return findings.problems
}
const swap = (rows: string[], a: number, b: number) => rows.with(a, rows[b]!).with(b, rows[a]!)
const without = (rows: string[], index: number) => rows.toSpliced(index, 1)

describe.each(['std-1', 'gm-1'])('letters of suite %s', (suite) => {
  const line = sampleLine(suite)
  const peer = sampleLine(suite)
  const sealed = Array.from({ length: 4 }).reduce<{ envelope: string; hash: string }[]>((all, _, index) => {
    const prev = all.at(-1)?.hash ?? ''
    return [
      ...all,
      line.seal(`第 ${index + 1} 封`, { seq: index + 1, prev, objectNumber: index + 1, id: `letter-${index + 1}` }),
    ]
  }, [])
  const receiptUpto = (upto: number, head: string) =>
    exportLine({
      type: 'receipt',
      jws: signReceipt(
        suite,
        { id: '140000#s1', privateKey: peer.signing.privateKey },
        {
          from: '140000',
          to: '140100',
          at: '2026-11-23T08:00:00.000Z',
          epoch: 1,
          upto,
          head,
          count: 1,
          status: 'applied',
          notTaken: [],
        },
      ),
    })
  const rows = [
    exportLine({ type: 'line', suite, from: '140100', to: '140000', first: 1, count: 4 }),
    exportLine({ type: 'key', node: '140100', id: '140100#s1', publicKey: line.signing.publicKey }),
    exportLine({ type: 'key', node: '140000', id: '140000#s1', publicKey: peer.signing.publicKey }),
    ...sealed.map(({ envelope }) => exportLine({ type: 'letter', envelope, evidence: line.open(envelope).evidence })),
    receiptUpto(2, sealed[1]!.hash),
    receiptUpto(4, sealed[3]!.hash),
  ]
  const edit = (index: number, from: string | RegExp, to: string) => rows.with(index, rows[index]!.replace(from, to))
  const other = line.seal('另一封', { seq: 2, prev: sealed[0]!.hash, id: 'letter-x' }).envelope

  test('as exported they hold, and so without their content', () => {
    expect(problemsOf(rows)).toEqual([])
    expect(problemsOf(edit(3, /,"evidence":"[^"]*"/, ''))).toEqual([])
    expect(chainHash(suite, sealed[0]!.envelope)).toBe(sealed[0]!.hash)
  })

  test.each([
    [
      'a sealed byte changed',
      edit(4, /(..)"\s*,"evidence/, 'AA","evidence'),
      '第 5 行：第 2 号信（item.sent，letter-2）被改动',
    ],
    [
      'another content shown',
      edit(4, /"evidence":"[^"]*"/, rows[5]!.match(/"evidence":"[^"]*"/)![0]),
      '第 5 行的信（应为第 3 号）内容与签名的摘要不符',
    ],
    [
      'a letter replaced by another of the same sender',
      rows.with(4, exportLine({ type: 'letter', envelope: other })),
      '第 6 行：第 3 号信（item.sent，letter-3）与前一封接不上',
    ],
    [
      'two letters swapped',
      swap(rows, 4, 5),
      '第 5 行：第 3 号信（item.sent，letter-3）次序不对：此处应为第 2 号，缺第 2 号',
    ],
    ['a letter gone', without(rows, 4), '缺第 2 号'],
    ['the last letter cut off', without(rows, 6), '末尾缺信：文件说明到第 4 号为止，实有到第 3 号'],
    ['cut in the middle of a row', [...rows.slice(0, 6), rows[6]!.slice(0, 200)], '第 7 行读不出来'],
    [
      'a key replaced',
      edit(1, JSON.stringify(line.signing.publicKey).slice(1, -1), JSON.stringify(peer.signing.publicKey).slice(1, -1)),
      '第 4 行：第 1 号信（item.sent，letter-1）被改动，或者不是 140100 签发的',
    ],
    [
      'a receipt for another letter',
      rows.with(7, receiptUpto(2, 'x'.repeat(43))),
      '至第 2 号的回执所指的信与文件里的第 2 号信不是同一封',
    ],
    ['a receipt altered', edit(8, /.{12}"}/, 'AAAAAAAAAAAA"}'), '第 9 行：回执'],
    ['a receipt that speaks of more', [...rows, receiptUpto(9, 'x'.repeat(43))], '证明还有后面的信，文件只到第 4 号'],
    ['no keys', rows.filter((row) => !row.includes('"key"')), '不在文件里'],
  ])('%s: named', (_what, altered, named) => {
    expect(problemsOf(altered).join('\n')).toContain(named)
  })

  test('keys known from elsewhere decide', () => {
    const known = new Set([line.signing.publicKey, peer.signing.publicKey].map(fingerprintOf))
    expect(problemsOf(rows, known)).toEqual([])
    expect(problemsOf(rows, new Set([...known].slice(1))).join()).toContain('不是指定的公钥')
  })
})

describe('audit records', () => {
  const key = signingKeyOf(generateKeyPairSync('ed25519').privateKey)
  let hash = '0'.repeat(64)
  const events = Array.from({ length: 5 }, (_, index) => {
    const event = {
      id: 10 + index,
      at: new Date(Date.UTC(2026, 10, 23, 8, index)),
      kind: 'submission.signed',
      subject_id: `s${index}`,
      unit_id: 'u',
      actor_id: null,
      actor_name: '张三',
      data: { code: index, title: '不外露' },
    }
    const prev_hash = hash
    hash = sealOf(prev_hash, event)
    const shown = { ...event, at: event.at.toISOString(), data: { code: index }, data_digest: dataDigest(event.data) }
    const row = { type: 'event' as const, ...shown, position: index + 1, prev_hash, hash }
    expect(sealOfExported(row)).toBe(hash) // both reckon the same seal
    return row
  })
  const checkpointAt = (position: number, head = events[position - 1]!.hash) => {
    const statement = { kind: 'audit.checkpoint', position, hash: head, at: '2026-11-23T09:00:00.000Z' }
    const { kind: _, ...rest } = statement
    return {
      type: 'checkpoint',
      ...rest,
      key_id: key.id,
      public_key_pem: key.publicKeyPem,
      signature: key.sign(statement),
    }
  }
  const rows = [...events, checkpointAt(3), checkpointAt(5)].map((row) => `${JSON.stringify(row)}\n`)
  const edit = (index: number, from: string, to: string) => rows.with(index, rows[index]!.replace(from, to))
  const chainAnew = () => {
    let before = '0'.repeat(64)
    return events.map((event) => {
      const changed = { ...event, actor_name: '李四', prev_hash: before }
      before = sealOfExported(changed)
      return `${JSON.stringify({ ...changed, hash: before })}\n`
    })
  }

  test('as exported they hold, from the beginning or from the middle', () => {
    expect(problemsOf(rows)).toEqual([])
    expect(problemsOf(rows.slice(2))).toEqual([])
  })

  test.each([
    [
      'a name changed',
      edit(1, '张三', '李四'),
      '第 2 行：第 2 条记录（submission.signed，2026-11-23T08:01:00.000Z）被改动',
    ],
    ['a digest of data changed', edit(1, '"data_digest":"', '"data_digest":"0'), '第 2 条记录'],
    [
      'two records swapped',
      swap(rows, 1, 2),
      '第 2 行：第 3 条记录（submission.signed，2026-11-23T08:02:00.000Z）次序不对：此处应为第 2 条',
    ],
    ['a record gone', without(rows, 1), '次序不对：此处应为第 2 条'],
    ['the end cut off', without(rows, 4), '证明还有后面的记录，文件只到第 4 条：末尾被截去'],
    ['the whole chain written anew', [...chainAnew(), ...rows.slice(5)], '与该条记录不符：链被整体改写过'],
    ['a checkpoint altered', edit(5, '"position":3', '"position":2'), '签名不成立'],
    ['no checkpoint', rows.slice(0, 5), '没有检查点'],
    ['cut in the middle of a row', [...rows, rows[0]!.slice(0, 50)], '读不出来'],
  ])('%s: named', (_what, altered, named) => {
    expect(problemsOf(altered).join('\n')).toContain(named)
  })

  const folder = mkdtempSync(join(tmpdir(), 'verify-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('the program says it in Chinese and ends with a code', () => {
    const good = join(folder, '审计记录.jsonl')
    const bad = join(folder, '改过.jsonl')
    writeFileSync(good, rows.join(''))
    writeFileSync(bad, edit(1, '张三', '李四').join(''))
    const run = (...files: string[]) => {
      try {
        const program = join(import.meta.dirname, 'verify.ts')
        return {
          code: 0,
          text: execFileSync(process.execPath, ['--import', 'tsx', program, ...files], {
            encoding: 'utf8',
            stdio: 'pipe',
          }),
        }
      } catch (error) {
        const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string }
        return { code: status, text: stdout + stderr }
      }
    }
    expect(run(good)).toMatchObject({ code: 0, text: expect.stringContaining('✓ 通过') as string })
    expect(run(good, bad)).toMatchObject({ code: 1, text: expect.stringContaining('第 2 条记录') as string })
    expect(run(join(folder, '没有.jsonl')).code).toBe(2)
    expect(run()).toMatchObject({ code: 2, text: expect.stringContaining('用法') as string })
  }, 60_000)
})

test('a sign-off in person is checked from the file alone; another text under it is named', async () => {
  const device = newAuthenticator()
  const node = signingKeyOf(generateKeyPairSync('ed25519').privateKey)
  const about = { submissionId: newId(), signerId: newId(), opinion: '同意' }
  const body = bodyFromText('夏粮收购进展顺利。')
  const said = async (title: string, over = title) => {
    const digest = createHash('sha256')
      .update(canonicalText({ title: over, body }))
      .digest('hex')
    const signed = { ...about, digest }
    const { response } = device.answer({ challenge: personalChallenge(signed, 'once') }) as {
      response: Record<'authenticatorData' | 'clientDataJSON' | 'signature', string>
    }
    const statement = {
      ...signed,
      unitId: newId(),
      unitName: '小店区人民政府办公室',
      signerName: '李主任',
      signerTitle: '主任',
      signedAs: 'chiefHead',
      delegatedFrom: null,
      signedAt: '2026-11-23T08:00:00.000Z',
      passkey: passkeyName(device.publicKey.toString('base64url')),
    }
    const personal = {
      credentialId: device.credentialId,
      publicKey: device.publicKey.toString('base64url'),
      origin: 'http://localhost',
      nonce: 'once',
      authenticatorData: response.authenticatorData,
      clientDataJson: response.clientDataJSON,
      signature: response.signature,
    }
    const item = {
      submissionId: about.submissionId,
      unitId: statement.unitId,
      unitName: statement.unitName,
      title,
      body,
      digest,
      categoryCode: null,
      genreCode: null,
      urgencyCode: 'normal',
      classificationCode: 'internal',
      keywords: [],
      isMajor: false,
      authorName: '',
      authorPhone: '',
      provenance: [],
      attachments: [],
      followUpOf: null,
      followUpNumber: null,
      sentAt: statement.signedAt,
      secrecyReview: { conclusion: 'pass', ground: '', reviewerName: '王', reviewedAt: statement.signedAt },
      signOff: {
        statement,
        keyId: node.id,
        publicKeyPem: node.publicKeyPem,
        signature: node.sign(statement),
        personal,
      },
    }
    const line = sampleLine('std-1')
    const { envelope } = line.seal(JSON.stringify({ letter: { body: item }, files: [] }))
    const findings = new Findings(null)
    await verifySignOffs(exportLine({ type: 'letter', envelope, evidence: line.open(envelope).evidence }), findings)
    return [...findings.lines, ...findings.problems]
  }
  expect(await said('夏粮收购')).toEqual(['签发记录成立：本人通行密钥签名 1 份，口令核验 0 份'])
  expect(await said('夏粮收购', '秋粮收购')).toEqual(['《夏粮收购》的签发不成立：李主任的签名与签发内容不符'])
})

test('something else is not mistaken for right', () => {
  expect(problemsOf([])).toEqual(['看不出是哪一种导出文件：既没有审计记录，也没有信件'])
  expect(problemsOf(['{}\n', 'null\n'])).toHaveLength(1)
})
