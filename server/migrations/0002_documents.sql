-- Documents: the text of record. A sealed revision never changes; a correction is a new one.

create table revision (
  id uuid primary key,
  owner_id uuid not null,                   -- the submission, handling or piece whose text this is
  number integer not null check (number > 0),
  version integer not null check (version > 0),   -- counts saves of this owner; a save names the version it started from
  title text not null,
  body jsonb not null,
  body_text text not null,
  characters integer not null,
  digest text,                              -- sha-256 (hex) of the canonical title and body, set when sealed
  author_id uuid,
  author_name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  sealed_at timestamptz,
  unique (owner_id, number),
  check ((sealed_at is null) = (digest is null))
);
create unique index revision_one_open on revision (owner_id) where sealed_at is null;

create function refuse_sealed() returns trigger language plpgsql as $$
begin
  if old.sealed_at is not null then
    raise exception 'revision % is sealed', old.id using errcode = 'ZX002';
  end if;
  return new;
end $$;
create trigger revision_sealed before update on revision for each row execute function refuse_sealed();
create trigger revision_kept before delete on revision for each row execute function refuse_change();
