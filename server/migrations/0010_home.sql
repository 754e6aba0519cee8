-- Home: notices to people. A notice points to what happened; it is never the only trace of it.

create table notice (
  id uuid primary key,
  person_id uuid not null references person,
  kind text not null,
  subject_id uuid not null,
  data jsonb not null default '{}',
  at timestamptz not null,
  read_at timestamptz
);
create index notice_person on notice (person_id, at desc, id desc);
create index notice_unread on notice (person_id) where read_at is null;

-- 每日摘要: one row a person and day, written once the day is decided. No content: no working day, or nothing to tell.
create table digest (
  id uuid primary key,
  person_id uuid not null references person,
  day date not null,
  made_at timestamptz not null,
  content jsonb,
  unique (person_id, day)
);
create index digest_day on digest (day);
