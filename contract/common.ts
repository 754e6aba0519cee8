import { oc } from '@orpc/contract'
import { z } from 'zod'

export const Id = z.uuid({ abort: true })
/** An instant as ISO 8601 in UTC: '2026-03-02T01:00:00.000Z'. */
export const Instant = z.iso.datetime({ abort: true })
/** A day in Asia/Shanghai: '2026-03-02'. */
export const Day = z.iso.date({ abort: true })
export const ById = z.object({ id: Id })
export const Ok = z.object({ ok: z.literal(true) })

/** Asks for one page of a list. `cursor` is what the page before returned; leave it out for the first. */
export const PageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** A page: `total` is exact up to 1000 and then "more than 1000" (`totalCapped`). Only the first page counts. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.number().int().nullable(),
    totalCapped: z.boolean(),
  })

/** One value or several: a query string with one value arrives as a string. An empty list asks for nothing in particular, as if it were left out. */
export const oneOrMany = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (Array.isArray(value) && value.length === 0 ? undefined : value),
    z
      .union([item, z.array(item)])
      .transform((value): z.output<T>[] => (Array.isArray(value) ? value : [value]) as z.output<T>[])
      .optional(),
  )

/** An attached file as every record shows it. `size` in bytes. */
export const FileRef = z.object({
  id: Id,
  name: z.string(),
  size: z.number().int(),
  mediaType: z.string(),
  /** The virus scanner did not answer when it came. */
  unscanned: z.boolean().optional(),
  /** It found something later: the file cannot be opened any more. */
  infected: z.boolean().optional(),
})
export type FileRef = z.infer<typeof FileRef>

/** A line of what happened, for timelines. */
export const EventLine = z.object({
  at: Instant,
  kind: z.string(),
  actorName: z.string(),
  data: z.record(z.string(), z.unknown()),
})

/** One contract entry. Every answer but success is a refusal: contract/refusals.ts. */
export const route = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: `/${string}`, summary: string, tag: string) =>
  oc.route({ method, path, summary, tags: [tag] })
