import type { Cx } from '../platform/command.ts'
import { newId } from '../platform/ids.ts'

interface Seed {
  name: (place: string) => string
  kind: string
  periodicity: string
  columns: string[]
  tiers: string[]
}

/** What an office starts with; it changes all of it on the screen. Names after real ones (domain.md 4.1). */
const seeds: Seed[] = [
  {
    name: () => '每日要情',
    kind: 'dailyBrief',
    periodicity: '每工作日',
    columns: ['要情'],
    tiers: ['主要领导', '分管领导'],
  },
  {
    name: (place) => `${place}政务信息`,
    kind: 'main',
    periodicity: '每周',
    columns: ['工作动态', '经验交流', '问题与建议'],
    tiers: ['主要领导', '分管领导', '同级部门', '下级政府办'],
  },
  { name: () => '专报信息', kind: 'specialReport', periodicity: '不定期', columns: ['专报'], tiers: ['主要领导'] },
  {
    name: (place) => `${place}政务参阅`,
    kind: 'reference',
    periodicity: '不定期',
    columns: ['调研参考'],
    tiers: ['主要领导', '分管领导'],
  },
]
const tierNames = ['主要领导', '分管领导', '同级部门', '下级政府办']

/** Gives an office tiers and publications when it has none: safe at every start. */
export async function seedPublications(cx: Cx, officeId: string, officeName: string): Promise<void> {
  if (await cx.db.selectFrom('publication').select('id').where('office_id', '=', officeId).limit(1).executeTakeFirst())
    return
  const place = officeName.replace(/(省|市|区|县)?人民政府办公[室厅].*$/, '')
  const tiers = new Map(tierNames.map((name, position) => [name, { id: newId(), office_id: officeId, name, position }]))
  await cx.db
    .insertInto('tier')
    .values([...tiers.values()])
    .execute()
  await seedMembers(cx, officeId, (name) => tiers.get(name)!.id)
  for (const [position, seed] of seeds.entries()) {
    const id = newId()
    await cx.db
      .insertInto('publication')
      .values({
        id,
        office_id: officeId,
        name: seed.name(place),
        kind: seed.kind,
        issuer: officeName,
        periodicity: seed.periodicity,
        notice: '内部资料，注意保存',
        position,
        report_to: seed.kind === 'main' ? ['上级政府办公厅（室）'] : [],
        send_to: ['本级政府领导'],
        issue_to: seed.kind === 'main' ? ['各部门', '各下级政府办公室'] : [],
      })
      .execute()
    await cx.db
      .insertInto('publication_column')
      .values(seed.columns.map((name, index) => ({ id: newId(), publication_id: id, name, position: index })))
      .execute()
    await cx.db
      .insertInto('publication_tier')
      .values(seed.tiers.map((name) => ({ publication_id: id, tier_id: tiers.get(name)!.id })))
      .execute()
  }
}

/** Leaders of the office, its departments, and the offices below. */
async function seedMembers(cx: Cx, officeId: string, tierId: (name: string) => string) {
  const leaders = await cx.db
    .selectFrom('role_grant')
    .select('person_id')
    .distinct()
    .where('unit_id', '=', officeId)
    .where('role', '=', 'leader')
    .where('revoked_at', 'is', null)
    .execute()
  const below = await cx.db
    .selectFrom('unit')
    .select(['id', 'is_office'])
    .where('parent_id', '=', officeId)
    .where('valid_to', 'is', null)
    .orderBy('path')
    .execute()
  const members = [
    ...leaders.flatMap((leader) =>
      ['主要领导', '分管领导'].map((name) => ({ tier_id: tierId(name), person_id: leader.person_id, unit_id: null })),
    ),
    ...below.map((unit) => ({
      tier_id: tierId(unit.is_office ? '下级政府办' : '同级部门'),
      person_id: null,
      unit_id: unit.id,
    })),
  ]
  if (members.length > 0)
    await cx.db
      .insertInto('tier_member')
      .values(members.map((member) => ({ ...member, added_at: cx.now })))
      .execute()
}
