import type pg from 'pg'

/** Words the lists are searched for: one in every tenth title, one in a handful. */
export const searched = { common: '重点项目', rare: '琉璃瓦窑' }

const places = ['小店区', '迎泽区', '清徐县', '大同市', '运城市', '长治市', '吕梁市', '阳泉市']
const topics = [
  '重点项目',
  '老旧小区供暖',
  '设施农业',
  '营商环境',
  '安全生产',
  '防汛备汛',
  '社区养老',
  '煤层气增产',
  '文旅融合',
  '义务教育',
]
const verbs = ['建设进展', '工作推进', '存在的困难', '典型做法', '调研报告', '整改落实']

/**
 * Fills the node: `rows` items at their units (three of five at one county) and as many received (four of five at the province, the rest
 * at the city), with pieces and adoptions of a fifth of them. One revision serves them all: lists do not read texts.
 */
export async function seed(db: pg.Client, rows: number): Promise<void> {
  await db.query('begin')
  await db.query(`
    create temporary table writer on commit drop as
    select row_number() over (order by (u.code <> '140105'), u.code) as n, u.id as unit_id, u.name as unit_name, p.id as person_id, p.name as person_name
    from account a join person p on p.id = a.person_id join role_grant g on g.person_id = p.id and g.role = 'reporter' join unit u on u.id = g.unit_id
    where a.login not like 'taiyuan.%' and a.login not like 'sheng.%'`)
  const writers = (await db.query('select from writer')).rowCount
  await db.query(
    `
    create temporary table made on commit drop as
    select gen_random_uuid() as id, i, case when i % 5 < 3 then 1 else 2 + i % (${writers} - 1) end as writer, now() - (${rows} - i) * interval '5 minutes' as at,
      ($1::text[])[1 + i % 8] || ($2::text[])[1 + i / 8 % 10] || ($3::text[])[1 + i / 80 % 6] || '（' || i || '）' || case when i % greatest(${rows} / 12, 1) = 7 then '$4' else '' end as title,
      (array['adopted', 'adopted', 'notAdopted', 'received', 'rejected', 'heldBack', 'adopted', 'notAdopted', 'sent', 'adopted'])[1 + i / 3 % 10] as fate
    from generate_series(1, ${rows}) i`.replace('$4', searched.rare),
    [places, topics, verbs],
  )
  await db.query(`
    insert into submission (id, unit_id, status, title, characters, category_code, genre_code, urgency_code, reporter_id, reporter_name, author_name, details_saved_at, status_since, due_at, created_at, updated_at, sent_at)
    select m.id, w.unit_id, case when i % 100 < 5 then (array['draft', 'inReview', 'returned', 'awaitingSignOff', 'signed'])[1 + i % 100] else fate end, m.title, 800,
      (array['keyWork', 'newSituation', 'experience'])[1 + i % 3], 'news', (array['normal', 'normal', 'normal', 'prompt', 'urgent'])[1 + i % 5], w.person_id, w.person_name, w.person_name, at, at,
      case when i % 100 < 5 then at + interval '1 day' end, at, at, case when i % 100 >= 5 then at end
    from made m join writer w on w.n = m.writer`)
  const offices = `(select id from unit where code = case when m.i % 5 = 0 then '140100' else '140000' end)`
  await db.query(`
    insert into handling (id, office_id, source_unit_id, source_unit_name, submission_id, status, title, characters, category_code, urgency_code, urgency_hours, classification_code, sent_at, arrived_at, received_at, due_at, updated_at)
    select gen_random_uuid(), ${offices}, w.unit_id, w.unit_name, m.id,
      case when i % 50 = 1 then 'arrived' when i % 50 in (2, 3) then 'received' when i % 50 = 4 then 'shortlisted' when fate = 'adopted' then 'published' when fate = 'notAdopted' then 'declined' when fate = 'rejected' then 'rejected' when fate = 'heldBack' then 'heldBack' else 'archived' end,
      m.title, 800, (array['keyWork', 'newSituation', 'experience'])[1 + i % 3], (array['normal', 'normal', 'normal', 'prompt', 'urgent'])[1 + i % 5], (array[72, 72, 72, 24, 8])[1 + i % 5], 'internal', at, at,
      case when i % 50 <> 1 then at end, at + interval '3 days', at
    from made m join writer w on w.n = m.writer`)
  await db.query(`
    create temporary table piece_made on commit drop as
    select gen_random_uuid() as piece_id, h.id as handling_id, h.office_id, h.title, h.arrived_at as at, row_number() over (order by h.arrived_at desc) as n
    from handling h where h.status = 'published' and h.source_unit_id in (select unit_id from writer) and h.submission_id in (select id from made where i % 2 = 0)`)
  await db.query(`
    insert into piece (id, office_id, status, title, characters, urgency_code, classification_code, editor_id, editor_name, status_since, due_at, created_at, updated_at)
    select piece_id, m.office_id, case when n % 100 = 1 then 'editing' when n % 100 = 2 then 'inSecondReview' when n % 20 = 3 then 'adopted' else 'published' end, title, 800, 'normal', 'internal', e.id, e.name, at, at + interval '2 days', at, at
    from piece_made m join lateral (select p.id, p.name from role_grant g join person p on p.id = g.person_id where g.unit_id = m.office_id and g.role = 'editor' order by p.name limit 1) e on true`)
  await db.query(
    'insert into piece_source (piece_id, handling_id, position) select piece_id, handling_id, 0 from piece_made',
  )
  await db.query(`
    insert into adoption (id, office_id, piece_id, publication_id, column_id, mode, status, credit, title, revision_id, adopted_at, adopted_by, adopted_by_name, published_on)
    select gen_random_uuid(), m.office_id, m.piece_id, c.publication_id, c.column_id, 'sole', case when n % 20 = 3 then 'adopted' else 'published' end, '[]', m.title, (select id from revision limit 1), at, c.person_id, c.person_name, case when n % 20 <> 3 then at::date end
    from piece_made m join lateral (
      select pc.publication_id, pc.id as column_id, p.id as person_id, p.name as person_name from publication_column pc join publication pu on pu.id = pc.publication_id
      join role_grant g on g.unit_id = pu.office_id and g.role = 'chiefEditor' join person p on p.id = g.person_id where pu.office_id = m.office_id order by pc.id limit 1
    ) c on true where n % 100 not in (1, 2)`)
  await db.query('commit')
  await db.query('vacuum analyze submission, handling, piece, piece_source, adoption, event')
}
