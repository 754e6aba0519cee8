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

-- 校验码: what a paper says of itself, to be checked by whoever holds it. One for each document that was given a number.
create table issued_document (
  code text primary key,                    -- 'XZ-2026-0386-7QK4'
  owner_kind text not null,                 -- whose file gate says who may see the title: 'issue'
  owner_id uuid not null unique,
  number_label text not null,               -- '2026年第12期': all that anybody is told
  title text not null,                      -- told to those who may read it
  issued_on date not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  fingerprint text,                         -- sha-256 of the document the kept PDF was made from
  clean_sha256 text,                        -- the kept PDF, without watermark, in the file store
  check ((fingerprint is null) = (clean_sha256 is null))
);

-- Every file of it that was given out, so that a file can be checked too, and it can be said to whom it was given.
create table issued_copy (
  sha256 text primary key,
  code text not null references issued_document (code),
  format text not null,
  person_id uuid,                           -- no reference: the record outlives the person
  reader text not null,
  given_at timestamptz not null
);
create index issued_copy_code on issued_copy (code, given_at);
