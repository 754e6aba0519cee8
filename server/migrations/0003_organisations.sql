-- Organisations: a dated tree of units, people, posts, and who may do what where (第五、六条).

create table unit (
  id uuid primary key,
  code text not null unique,
  path text collate "C" not null unique check (path ~ '^(/[0-9A-Za-z-]+)+/$'),   -- every ancestor is a prefix
  parent_id uuid references unit,
  kind text not null check (kind in ('provinceOffice', 'cityOffice', 'countyOffice', 'department', 'outsideOffice', 'institution', 'enterprise', 'reportingPoint')),
  is_office boolean not null default false, -- has a desk that receives (采编端)
  name text not null,
  short_name text not null,
  government_name text,                     -- the government it serves: 太原市人民政府
  phone text,
  valid_from date not null,
  valid_to date,                            -- the last day it exists
  position integer not null default 0,
  grams text[] generated always as (text_grams(name || short_name)) stored,
  check (valid_to is null or valid_to >= valid_from)
);
create index unit_parent on unit (parent_id, position);
create index unit_grams on unit using gin (grams);

-- Renamed, merged, split, moved, abolished: the record of each change; old names stay readable.
create table unit_change (
  id uuid primary key,
  unit_id uuid not null references unit,
  kind text not null check (kind in ('founded', 'renamed', 'merged', 'moved', 'abolished')),
  effective_on date not null,
  before jsonb not null default '{}',
  after jsonb not null default '{}',        -- merged: {"into": unit id}
  basis text not null default '',           -- the document that ordered it
  recorded_at timestamptz not null,
  recorded_by uuid
);
create index unit_change_unit on unit_change (unit_id, effective_on);

-- The tree as it stood on a day: units of that day under the names and parents of that day.
create function unit_as_of(day date) returns table (
  id uuid, code text, path text, parent_id uuid, kind text, is_office boolean, name text, short_name text, government_name text, valid_from date, valid_to date, "position" integer
) language sql stable as $$
  select u.id, u.code, u.path, coalesce((m.before->>'parentId')::uuid, u.parent_id), u.kind, u.is_office,
    coalesce(r.before->>'name', u.name), coalesce(r.before->>'shortName', u.short_name), case when r.id is null then u.government_name else r.before->>'governmentName' end,
    u.valid_from, u.valid_to, u.position
  from unit u
  left join lateral (select c.id, c.before from unit_change c where c.unit_id = u.id and c.kind = 'renamed' and c.effective_on > day order by c.effective_on, c.recorded_at limit 1) r on true
  left join lateral (select c.before from unit_change c where c.unit_id = u.id and c.kind = 'moved' and c.effective_on > day order by c.effective_on, c.recorded_at limit 1) m on true
  where u.valid_from <= day and (u.valid_to is null or u.valid_to >= day)
$$;

create table person (
  id uuid primary key,
  name text not null,
  mobile text,
  email text,
  created_at timestamptz not null,
  grams text[] generated always as (text_grams(name)) stored
);
create index person_grams on person using gin (grams);

-- A person's place in a unit, dated. One current main post decides the unit a person works for.
create table post (
  id uuid primary key,
  person_id uuid not null references person,
  unit_id uuid not null references unit,
  title text not null,                      -- 职务: 信息科科长
  officer text not null default 'none' check (officer in ('none', 'fullTime', 'partTime')),   -- 专职、兼职信息员 (第五条)
  office_phone text,
  is_main boolean not null default true,
  valid_from date not null,
  valid_to date,
  check (valid_to is null or valid_to >= valid_from)
);
create index post_person on post (person_id);
create index post_unit on post (unit_id);
create index person_name on person (name collate "C", id);

create table role_grant (
  id uuid primary key,
  person_id uuid not null references person,
  unit_id uuid not null references unit,
  role text not null,
  reach text not null check (reach in ('own', 'subtree')),
  valid_from date not null,
  valid_to date,
  delegated_from uuid references person,    -- 授权: acts for this person while the dates last
  granted_by uuid,
  granted_at timestamptz not null,
  revoked_at timestamptz,
  check (valid_to is null or valid_to >= valid_from)
);
create index role_grant_person on role_grant (person_id);
create index role_grant_unit on role_grant (unit_id, role);
