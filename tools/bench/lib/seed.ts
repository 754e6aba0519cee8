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
 * Fills the node: `rows` items sent by their units (three of five by one county) and as many received (four of five at the province, the
 * rest at the city), a fortieth more still inside the units, pieces and adoptions of a fifth. The newest twentieth waits, the rest is
 * decided, as in an office after years. One revision serves them all: lists do not read texts.
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
    select gen_random_uuid() as id, i, w.*, i <= ${rows} as is_sent, i > ${rows} * 0.95 as is_waiting, now() - (${rows} * 1.025 - i) * interval '5 minutes' as at,
      ($1::text[])[1 + i % 8] || ($2::text[])[1 + i / 8 % 10] || ($3::text[])[1 + i / 80 % 6] || '（' || i || '）' || case when i % greatest(${rows} / 12, 1) = 7 then $4 else '' end as title,
      (array['adopted', 'adopted', 'notAdopted', 'adopted', 'rejected', 'heldBack', 'adopted', 'notAdopted', 'notAdopted', 'adopted'])[1 + i / 3 % 10] as fate,
      (array['keyWork', 'newSituation', 'experience'])[1 + i % 3] as category, (array['normal', 'normal', 'normal', 'prompt', 'urgent'])[1 + i / 5 % 5] as urgency
    from generate_series(1, (${rows} * 1.025)::int) i join writer w on w.n = case when i % 5 < 3 then 1 else 2 + i % (${writers} - 1) end`,
    [places, topics, verbs, searched.rare],
  )
  await db.query(`
    insert into submission (id, unit_id, status, title, characters, category_code, genre_code, urgency_code, reporter_id, reporter_name, author_name, details_saved_at, status_since, due_at, created_at, updated_at, sent_at)
    select id, unit_id, case when not is_sent then (array['draft', 'inReview', 'returned', 'awaitingSignOff', 'signed'])[1 + i / 5 % 5] when is_waiting then 'received' else fate end, title, 800,
      category, 'news', urgency, person_id, person_name, person_name, at, at, case when not is_sent then at + interval '1 day' end, at, at, case when is_sent then at end
    from made`)
  await db.query(`
    insert into handling (id, office_id, source_unit_id, source_unit_name, submission_id, status, title, characters, category_code, urgency_code, urgency_hours, classification_code, sent_at, arrived_at, received_at, due_at, updated_at)
    select gen_random_uuid(), (select id from unit where code = case when i % 5 = 0 then '140100' else '140000' end), unit_id, unit_name, id,
      case when is_waiting then (array['arrived', 'received', 'shortlisted'])[1 + i % 3] else (array['published', 'declined', 'rejected', 'heldBack'])[array_position(array['adopted', 'notAdopted', 'rejected', 'heldBack'], fate)] end,
      title, 800, category, urgency, case urgency when 'urgent' then 8 when 'prompt' then 24 else 72 end, 'internal', at, at, at, case when is_waiting then at + interval '3 days' end, at
    from made where is_sent`)
  await db.query(`
    create temporary table piece_made on commit drop as
    select gen_random_uuid() as piece_id, *, case when n <= 100 then 'editing' when n <= 150 then 'inSecondReview' when n <= 1000 then 'adopted' else 'published' end as piece_status
    from (
      select h.id as handling_id, h.office_id, h.title, h.arrived_at as at, row_number() over (partition by h.office_id order by h.arrived_at desc) as n
      from handling h join made m on m.id = h.submission_id where h.status = 'published' and m.i % 2 = 0
    ) chosen`)
  await db.query(`
    insert into piece (id, office_id, status, title, characters, urgency_code, classification_code, editor_id, editor_name, status_since, due_at, created_at, updated_at)
    select piece_id, m.office_id, piece_status, title, 800, 'normal', 'internal', e.id, e.name, at, case when n <= 150 then at + interval '2 days' end, at, at
    from piece_made m join lateral (select p.id, p.name from role_grant g join person p on p.id = g.person_id where g.unit_id = m.office_id and g.role = 'editor' order by p.name limit 1) e on true`)
  await db.query(
    'insert into piece_source (piece_id, handling_id, position) select piece_id, handling_id, 0 from piece_made',
  )
  await db.query(
    'update handling set status = piece_status from piece_made where handling_id = handling.id and n <= 1000',
  )
  await db.query(`
    insert into adoption (id, office_id, piece_id, publication_id, column_id, mode, status, credit, title, revision_id, adopted_at, adopted_by, adopted_by_name, published_on)
    select gen_random_uuid(), m.office_id, m.piece_id, c.publication_id, c.column_id, 'sole', piece_status, '[]', m.title, (select id from revision limit 1), at, c.person_id, c.person_name, case when piece_status = 'published' then at::date end
    from piece_made m join lateral (
      select pc.publication_id, pc.id as column_id, p.id as person_id, p.name as person_name from publication_column pc join publication pu on pu.id = pc.publication_id
      join role_grant g on g.unit_id = pu.office_id and g.role = 'chiefEditor' join person p on p.id = g.person_id where pu.office_id = m.office_id order by pc.id limit 1
    ) c on true where n > 150`)
  await db.query('commit')
  await db.query('vacuum analyze submission, handling, piece, piece_source, adoption, event')
}
