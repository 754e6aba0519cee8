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
