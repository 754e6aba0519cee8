import { Readable } from 'node:stream'
import { Scheme, schemeFormat } from '../../contract/assessment-scheme.ts'
import type { InsideClient } from '../inside-client.ts'
import { findActor } from '../organisations/index.ts'
import { runCommand } from '../platform/command.ts'
import { recordFile, storeUpload } from '../platform/files.ts'
import { newId } from '../platform/ids.ts'
import type { Schedule } from './schedule.ts'
import type { Stage } from './stage.ts'

const day = 24 * 3_600_000

/** The two offices of the story that score: who writes the scheme, who approves it, what it is called. */
const offices = [
  { assessor: 'taiyuan.bai', chief: 'taiyuan.liu', title: '太原市政务信息工作量化考核办法', level: 'city' as const },
  { assessor: 'sheng.tian', chief: 'sheng.han', title: '山西省政务信息工作量化考核办法', level: 'province' as const },
]

/** 计分办法 of an office, made up for the demonstration in the manner of real ones (domain.md 3.1). */
const schemeOf = (title: string, level: 'city' | 'province', validFrom: string): Scheme =>
  Scheme.parse({
    format: schemeFormat,
    code: `demo-${level}`,
    title,
    validFrom,
    countingDate: 'happened',
    ranks: [
      { code: 'provinceChief', name: '省主要领导', level: 'province' },
      { code: 'province', name: '省领导', level: 'province' },
      { code: 'cityChief', name: '市主要领导', level: 'city' },
      { code: 'city', name: '市领导', level: 'city' },
    ],
    groups:
      level === 'city'
        ? [
            { code: 'county', name: '县（市、区）政府办', units: { kinds: ['countyOffice'] } },
            { code: 'department', name: '市直部门', units: { kinds: ['department'] } },
          ]
        : [
            { code: 'city', name: '设区市政府办', units: { kinds: ['cityOffice'] } },
            { code: 'department', name: '省直部门', units: { kinds: ['department'] } },
            { code: 'outside', name: '驻外办事处', units: { kinds: ['outsideOffice'] } },
          ],
    rules: [
      {
        id: 'state',
        name: '国办采用',
        when: { kinds: ['adopted'], levels: ['state'] },
        award: { type: 'fixed', points: 30 },
      },
      ...(level === 'city'
        ? [
            {
              id: 'above',
              name: '省办采用',
              when: { kinds: ['adopted'], levels: ['province'] },
              award: { type: 'fixed', points: 10 },
            },
          ]
        : []),
      {
        id: 'brief',
        name: '简讯采用',
        when: { kinds: ['adopted'], modes: ['brief', 'headline'] },
        award: { type: 'fixed', points: 1 },
      },
      { id: 'adopted', name: '本级刊物采用', when: { kinds: ['adopted'] }, award: { type: 'fixed', points: 3 } },
      {
        id: 'directive',
        name: '领导批示',
        when: { kinds: ['directive'] },
        award: { type: 'fixed', points: 10 },
        once: 'perRank',
      },
      {
        id: 'commission',
        name: '按时完成约稿',
        when: { kinds: ['commissionDone'] },
        award: { type: 'fixed', points: 2 },
      },
      {
        id: 'late',
        name: '约稿迟报、未报',
        when: { kinds: ['commissionLate', 'commissionMissed'] },
        award: { type: 'fixed', points: -2 },
      },
      { id: 'bonus', name: '加分', when: { kinds: ['bonus'] }, award: { type: 'range', min: 0, max: 20 } },
      { id: 'deduction', name: '扣分', when: { kinds: ['deduction'] }, award: { type: 'range', min: -20, max: 0 } },
    ],
    joint: { type: 'even', remainder: 'lead' },
    targets: [
      {
        id: 'task',
        name: '每月报送任务',
        per: 'month',
        measure: { of: 'events', when: { kinds: ['submitted'] } },
        due: 2,
      },
    ],
    sanctions: [
      {
        id: 'veto',
        name: '漏报、瞒报、谎报重大事项',
        when: { kinds: ['missedReport', 'concealedReport', 'falseReport'] },
        effect: { type: 'barred' },
      },
    ],
    commendations: [
      {
        id: 'units',
        name: '先进单位',
        prizes: [
          { name: '一等奖', quota: 1 },
          { name: '二等奖', quota: 2 },
        ],
      },
    ],
    individuals: { quota: 3, perUnit: 1 },
  })

/**
 * 考核: each office puts its scheme in force; the city closes the months behind it after a time for comments and issues its bulletin, enters
 * a bonus that the chief editor confirms, and one that still waits.
 */
export function assess(stage: Stage, schedule: Schedule, end: number) {
  for (const office of offices) schedule.add(end - 20 * day, () => putInForce(stage, office, end))
  const periodId = newId()
  schedule.add(end - 9 * day, () => postMonths(stage, periodId, end - 9 * day))
  schedule.add(end - 4 * day, () => issueBulletin(stage, periodId))
  schedule.add(end - 2 * day, () => enterBonus(stage, end))
}

/** 累计: from January to the month before, shown to the units for three days. */
async function postMonths(stage: Stage, id: string, now: number) {
  const before = new Date(now - new Date(now).getUTCDate() * day)
  const assessor = await stage.as('taiyuan.bai')
  const [year, part] = [before.getUTCFullYear(), before.getUTCMonth() + 1]
  await assessor.assessment.openPeriod({ id, kind: 'cumulative', year, part })
  await assessor.assessment.postPeriod({ id, commentUntil: new Date(now + 3 * day).toISOString().slice(0, 10) })
}

async function issueBulletin(stage: Stage, periodId: string) {
  const [assessor, chief] = [await stage.as('taiyuan.bai'), await stage.as('taiyuan.liu')]
  const period = await chief.assessment.period({ id: periodId })
  await chief.assessment.closePeriod({ id: periodId, version: period.version })
  const id = newId()
  const { version } = await assessor.assessment.draftBulletin({
    id,
    periodId,
    tables: ['overview', 'byLevel', 'sentAdopted', 'adopted'],
  })
  await chief.assessment.signBulletin({ id, version })
  await chief.assessment.releaseBulletin({ id })
}

async function putInForce(stage: Stage, { assessor, chief, title, level }: (typeof offices)[number], end: number) {
  const id = newId()
  const validFrom = `${new Date(end).getUTCFullYear()}-01-01`
  const writer = await stage.as(assessor)
  const { version } = await writer.assessment.createScheme({ id, name: title })
  await writer.assessment.saveScheme({ id, version, name: title, content: schemeOf(title, level, validFrom) })
  await writer.assessment.tryOutScheme({ id })
  const head = await stage.as(chief)
  await head.assessment.approveScheme({ id })
  await head.assessment.enforceScheme({ id, validFrom })
}

async function enterBonus(stage: Stage, end: number) {
  const assessor = await stage.as('taiyuan.bai')
  const on = new Date(end - 3 * day).toISOString().slice(0, 10)
  const county = await stage.app.db
    .selectFrom('unit')
    .select('id')
    .where('code', '=', '140105')
    .executeTakeFirstOrThrow()
  const first = await entry(stage, assessor, { unitId: county.id, on, title: '承办全市政务信息工作交流会', amount: 5 })
  await (await stage.as('taiyuan.liu')).assessment.confirmFact({ id: first })
  await entry(stage, assessor, { unitId: county.id, on, title: '选派干部到市政府办跟班学习', amount: 2 })
}

/** An entry needs evidence: a note that the assessor uploaded. */
async function entry(
  stage: Stage,
  assessor: InsideClient,
  { unitId, on, title, amount }: { unitId: string; on: string; title: string; amount: number },
): Promise<string> {
  const id = newId()
  const fileId = await evidence(stage, title)
  await assessor.assessment.enterFact({
    id,
    kind: 'bonus',
    title,
    on,
    unitIds: [unitId],
    amount,
    reason: `${title}，按办法予以加分。`,
    fileIds: [fileId],
  })
  return id
}

async function evidence(stage: Stage, title: string): Promise<string> {
  const { app } = stage
  const { person_id: personId } = await app.db
    .selectFrom('account')
    .select('person_id')
    .where('login', '=', 'taiyuan.bai')
    .executeTakeFirstOrThrow()
  const stored = await storeUpload(app.dataDir, `${title}.txt`, Readable.from([`${title}的通知（演示材料）`]))
  const actor = (await findActor(app.db, personId, app.clock(), app.clock()))!
  return (await runCommand(app, actor, (cx) => recordFile(cx, `${title}.txt`, stored))).id
}
