-- Platform: what happened (event), files, settings, search helpers.

create table event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null,                       -- past tense: 'submission.signed'
  subject_id uuid not null,
  unit_id uuid,                             -- on whose behalf
  actor_id uuid,                            -- a person; no reference: the record outlives the account
  actor_name text not null,
  data jsonb not null default '{}'
);
create index event_subject on event (subject_id, id);
create index event_unit on event (unit_id, id);
create index event_kind on event (kind, id);

-- The hash chain over events, written by one chainer after the commit (ADR 0005).
create table event_seal (
  event_id bigint primary key references event,
  position bigint not null unique,
  prev_hash text not null,
  hash text not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'ZX001';
end $$;
create trigger event_append_only before update or delete on event for each row execute function refuse_change();
create trigger event_seal_append_only before update or delete on event_seal for each row execute function refuse_change();

create table stored_file (
  id uuid primary key,
  sha256 text not null,
  name text not null,
  media_type text not null,                 -- by content, not by name
  size bigint not null check (size >= 0),   -- bytes
  unit_id uuid not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  scan text check (scan in ('clean', 'unscanned', 'infected')), -- null: this site had no virus scanner then
  signature text not null default '',       -- what the scanner found
  scanned_at timestamptz                    -- when it was last looked at after it had come
);
create index stored_file_to_scan on stored_file (scanned_at nulls first, uploaded_at) where scan is null or scan = 'unscanned';
create index stored_file_sha256 on stored_file (sha256);

-- What a file hangs on. Who may read one of these may read the file.
create table file_link (
  file_id uuid not null references stored_file,
  owner_kind text not null,                 -- 'submission', 'handling', 'piece', 'issue'
  owner_id uuid not null,
  position integer not null default 0,
  primary key (file_id, owner_kind, owner_id)
);
create index file_link_owner on file_link (owner_kind, owner_id, position);

create table setting (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null,
  updated_by uuid
);

-- Search inside short texts in Chinese: every single character and every pair of neighbours, lower case, no blanks.
create function text_grams(input text) returns text[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct gram), '{}')
  from (select lower(regexp_replace(coalesce(input, ''), '\s+', '', 'g')) as folded) f,
       lateral (
         select substr(folded, i, 1) as gram from generate_series(1, length(folded)) i
         union
         select substr(folded, i, 2) from generate_series(1, length(folded) - 1) i
       ) g
$$;

-- What to ask the index for: pairs only, or the one character. A two-character word is one gram.
create function query_grams(input text) returns text[] language sql immutable parallel safe as $$
  select case
    when length(folded) < 2 then array[folded]
    else (select array_agg(distinct substr(folded, i, 2)) from generate_series(1, length(folded) - 1) i)
  end
  from (select lower(regexp_replace(coalesce(input, ''), '\s+', '', 'g')) as folded) f
$$;
