import { z } from 'zod'
import { dataFields } from './catalogue-fields.ts'
import type { DataFieldKind } from './catalogue-fields.ts'
import { ById, Id, Instant, Ok, route } from './common.ts'

/** The lists that offices keep as data. */
export const CatalogueList = z.enum([
  'category',
  'genre',
  'urgency',
  'classification',
  'returnReason',
  'rejectReason',
  'declineReason',
  'holdReason',
  'sendBackReason',
  'voidReason',
  'adoptionMode',
  'publicationKind',
  'channel',
  'upperOffice',
  'answerQuality',
])
export type CatalogueList = z.infer<typeof CatalogueList>

// The compiler refuses a list without its line in the table of fields.
dataFields satisfies Record<CatalogueList, Record<string, DataFieldKind>>

const shapes = {
  text: z.string().trim().max(100).optional(),
  words: z.array(z.string().trim().min(1).max(20)).max(12).optional(),
  hours: z.number().positive().max(2400).optional(), // none: no deadline
  rank: z.number().int().min(0).max(9),
  yesNo: z.boolean(),
} satisfies Record<DataFieldKind, z.ZodType>

/** The shape of `data` in a list; unknown fields are refused. */
export const dataShapeOf = (list: CatalogueList) =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(dataFields[list]).map(([field, kind]: [string, DataFieldKind]) => [field, shapes[kind]]),
    ),
  )

const Data = z.record(z.string(), z.unknown())
const EntryDetails = z.object({
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().max(60).default(''),
  note: z.string().trim().max(300).default(''),
  data: Data.default({}),
})

export const EntryAction = z.enum(['edit', 'override', 'activate', 'deactivate'])
export type EntryAction = z.infer<typeof EntryAction>

/** An entry as the screen of an office shows it. `inherited`: the node's; `overrides`: the office's own in place of the node's. */
export const CatalogueEntry = z.object({
  id: Id,
  officeId: Id.nullable(),
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  note: z.string(),
  data: Data,
  active: z.boolean(),
  inherited: z.boolean(),
  overrides: z.boolean(),
  updatedAt: Instant,
  actions: z.array(EntryAction),
})
export type CatalogueEntry = z.infer<typeof CatalogueEntry>

export const CatalogueOption = z.object({
  list: CatalogueList,
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  note: z.string(),
  data: Data,
})
export type CatalogueOption = z.infer<typeof CatalogueOption>

const Owner = z.object({ list: CatalogueList, officeId: Id.nullable() })
const tag = 'catalogue'

/** catalogue: the lists of values that offices keep as data. `officeId` null is the whole node. */
export const catalogue = {
  options: route(
    'GET',
    '/catalogue/options',
    '可选值 What forms offer, by the lists of my office; `retired` only names old values',
    tag,
  )
    .input(z.object({ officeId: Id.optional() }))
    .output(z.object({ items: z.array(CatalogueOption), retired: z.array(CatalogueOption) })),
  owners: route('GET', '/catalogue/owners', '可维护的范围 Whose lists I may keep', tag).output(
    z.object({ items: z.array(z.object({ officeId: Id.nullable(), name: z.string() })) }),
  ),
  entries: route('GET', '/catalogue/entries', '字典条目 The entries of a list as an office has them', tag)
    .input(z.object({ list: CatalogueList, officeId: Id.optional() }))
    .output(z.object({ items: z.array(CatalogueEntry), mayChange: z.boolean() })),
  createEntry: route(
    'POST',
    '/catalogue/entries',
    '新增条目 Add an entry, or put the office’s own in place of the node’s',
    tag,
  )
    .input(Owner.extend(EntryDetails.shape).extend({ code: z.string().regex(/^[a-zA-Z0-9]{1,40}$/) }))
    .output(ById),
  editEntry: route('POST', '/catalogue/entries/{id}/edit', '修改条目 Change an entry; its code stays', tag)
    .input(EntryDetails.extend({ id: Id, readAt: Instant }))
    .output(Ok),
  setActive: route('POST', '/catalogue/entries/{id}/active', '启用或停用 Use or no longer use an entry', tag)
    .input(z.object({ id: Id, active: z.boolean() }))
    .output(Ok),
  reorder: route('POST', '/catalogue/reorder', '调整顺序 Put the entries in this order', tag)
    .input(Owner.extend({ codes: z.array(z.string().max(40)).min(1).max(200) }))
    .output(Ok),
}
