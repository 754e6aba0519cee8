-- Publications: titles, columns, tiers, numbered issues, who read them (第三条 分层次服务).

create table tier (
  id uuid primary key,
  office_id uuid not null references unit,
  name text not null,
  note text not null default '',
  position integer not null default 0,
  active boolean not null default true,
  unique (office_id, name)
);

create table tier_member (
  tier_id uuid not null references tier,
  person_id uuid references person,
  unit_id uuid references unit,             -- everyone who works there
  added_at timestamptz not null,
  check ((person_id is null) <> (unit_id is null)),
  unique nulls not distinct (tier_id, person_id, unit_id)
);

create table publication (
  id uuid primary key,
  office_id uuid not null references unit,
  name text not null,
  kind text not null,                       -- catalogue list 'publicationKind'
  issuer text not null,                     -- 编印单位
  periodicity text not null default '',     -- 每工作日、每周、不定期
  notice text not null default '',          -- 内部资料，注意保存
  classification_code text not null default 'internal',
  report_to text[] not null default '{}',   -- 报
  send_to text[] not null default '{}',     -- 送
  issue_to text[] not null default '{}',    -- 发
  has_watermark boolean not null default true,
  layout jsonb not null default '{}',         -- 版式: contract/publications.ts Layout
  signer_role text not null default 'issueSigner',
  position integer not null default 0,
  active boolean not null default true,
  version integer not null default 1,
  unique (office_id, name)
);

create table publication_column (
  id uuid primary key,
  publication_id uuid not null references publication,
  name text not null,
  position integer not null,
  active boolean not null default true,
  unique (publication_id, name)
);

create table publication_tier (
  publication_id uuid not null references publication,
  tier_id uuid not null references tier,
  primary key (publication_id, tier_id)
);

create table issue (
  id uuid primary key,
  publication_id uuid not null references publication,
  office_id uuid not null references unit,
  series text not null default 'main' check (series in ('main', 'supplement')),
  status text not null default 'draft' check (status in ('draft', 'preReleased', 'signed', 'released', 'archived', 'voided')),
  year integer,
  number integer,                           -- 期号, in the year; taken at signing, gap-free
  serial integer,                           -- 总期号, in all
  issue_on date,                            -- the day it was signed
  tier_ids uuid[] not null default '{}',
  person_ids uuid[] not null default '{}',  -- 定向个人, beside the tiers
  unit_ids uuid[] not null default '{}',    -- 定向单位
  summary text not null default '',         -- 摘要, signed with the texts
  editor_id uuid not null references person,
  editor_name text not null,
  signer_id uuid references person,
  signer_name text,
  signed_at timestamptz,
  digest text,                              -- sha-256 of what was signed: order, columns, texts
  key_id text,
  signature text,
  released_at timestamptz,
  voided_at timestamptz,
  void_reason text,
  corrects_id uuid unique references issue, -- 更正: the recalled issue in whose place this one stands
  pdf_file_id uuid,
  version integer not null default 1,
  status_since timestamptz not null,
  due_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((number is null) = (year is null)),
  check (number is null or status in ('signed', 'released', 'archived', 'voided')),
  check (status not in ('signed', 'released', 'archived') or (number is not null and serial is not null and issue_on is not null and signed_at is not null and signature is not null)),
  unique (publication_id, series, year, number),
  unique (publication_id, series, serial)
);
create index issue_office_updated on issue (office_id, updated_at desc, id desc);
create index issue_publication on issue (publication_id, issue_on desc);

create table issue_counter (
  publication_id uuid not null references publication,
  series text not null,
  year integer not null,                    -- 0 counts the running total
  last integer not null,
  primary key (publication_id, series, year)
);

create table adoption (
  id uuid primary key,
  office_id uuid not null references unit,
  piece_id uuid not null references piece,
  publication_id uuid not null references publication,
  column_id uuid not null references publication_column,
  mode text not null,                       -- catalogue list 'adoptionMode': 单篇、综合、简讯
  status text not null default 'adopted' check (status in ('adopted', 'published', 'revoked')),
  credit jsonb not null,                    -- contract/publications.ts Credit[]
  title text not null,
  revision_id uuid not null references revision,   -- the exact text adopted
  issue_id uuid references issue,
  position integer,
  adopted_at timestamptz not null,
  adopted_by uuid not null references person,
  adopted_by_name text not null,
  published_on date,
  revoked_at timestamptz,
  revoke_reason text,
  check ((status = 'published') = (published_on is not null))
);
create index adoption_piece on adoption (piece_id);
create index adoption_issue on adoption (issue_id, position);
create index adoption_pool on adoption (office_id, adopted_at desc, id desc) where status = 'adopted';
create index adoption_waiting on adoption (office_id, publication_id, adopted_at) where issue_id is null and status = 'adopted';

-- 来刊: an issue that another node released to a unit of this one, whole, as it was signed there.
create table received_issue (
  id uuid primary key,                      -- the id of the issue where it was signed
  office_id uuid not null references unit,
  office_name text not null,
  publication_name text not null,
  issuer text not null,
  series text not null check (series in ('main', 'supplement')),
  year integer not null,
  number integer not null,
  issue_on date not null,
  released_at timestamptz not null,
  summary text not null,
  titles text[] not null,
  adoption_ids uuid[] not null,             -- of its texts, as the office that released it knows them
  content jsonb not null,                   -- contract/publications.letters.ts IssueReleased
  corrects_id uuid,                         -- 更正: of the recalled issue, which may never have come here
  status text not null default 'released' check (status in ('released', 'voided')),
  void_reason text,
  received_at timestamptz not null,
  check ((status = 'voided') = (void_reason is not null))
);
create index received_issue_adoptions on received_issue using gin (adoption_ids);

create table issue_recipient (
  id uuid primary key,
  issue_id uuid not null,                   -- an issue of this node, or one received
  tier_id uuid references tier,
  person_id uuid references person,
  unit_id uuid references unit,
  added_at timestamptz not null,
  read_at timestamptz,                      -- of a unit on another node, or told to the node it came from: the first reading there
  read_by text,
  check ((person_id is null) <> (unit_id is null)),
  unique nulls not distinct (issue_id, person_id, unit_id)
);
create index issue_recipient_person on issue_recipient (person_id, issue_id) where person_id is not null;
create index issue_recipient_unit on issue_recipient (unit_id, issue_id) where unit_id is not null;

create table read_mark (
  issue_id uuid not null,                   -- an issue of this node, or one received
  person_id uuid not null references person,
  unit_id uuid not null,                    -- the unit the reader worked for then
  first_at timestamptz not null,
  last_at timestamptz not null,
  times integer not null,
  primary key (issue_id, person_id)
);

-- 份号登记 (SEC-25): the numbered prints of an issue, who holds which, what became of it. Never deleted.
create table issue_copy (
  id uuid primary key,
  issue_id uuid not null references issue,
  office_id uuid not null references unit,
  number integer not null check (number > 0),   -- printed with six digits: 000012
  status text not null default 'inStock' check (status in ('inStock', 'held', 'returned', 'missing', 'destroyed')),
  person_id uuid references person,
  unit_id uuid references unit,
  holder text,                              -- the name as it stood in the register
  given_at timestamptz,
  given_by_name text,
  settled_at timestamptz,                   -- returned, reported missing or destroyed
  settled_by_name text,
  note text not null default '',
  printed_times integer not null default 0,
  created_at timestamptz not null,
  unique (issue_id, number),
  check (status <> 'held' or (holder is not null and given_at is not null))
);
create index issue_copy_register on issue_copy (office_id, id desc);

-- Results that come from above for what the office forwarded (domain.md 0.9): 呈国办、省级、呈阅件、加分. By phone, paper or bulletin, with evidence.
create table upper_result (
  id uuid primary key,
  office_id uuid not null references unit,
  piece_id uuid references piece,            -- null: imported from a table
  credit jsonb,                             -- of an imported record: contract/publications-results.ts RecordCredit[]
  submission_id uuid,                       -- the forwarded item of the office
  title text not null,
  kind text not null,                       -- contract/publications-results.ts ResultKind
  level text not null,
  by_whom text not null,                    -- 国务院办公厅
  publication_name text not null default '',
  issue_label text not null default '',
  result_on date not null,
  points numeric(10, 3),                    -- 加分: set by a person
  note text not null default '',
  status text not null default 'recorded' check (status in ('recorded', 'revoked')),
  recorded_at timestamptz not null,
  recorded_by_name text not null,
  revoked_at timestamptz,
  revoke_reason text,
  check ((kind = 'bonus') = (points is not null)),
  check ((piece_id is null) = (credit is not null)),
  check ((status = 'revoked') = (revoked_at is not null))
);
create index upper_result_register on upper_result (office_id, result_on desc, id desc);
create index upper_result_piece on upper_result (piece_id);
create unique index upper_result_imported_once on upper_result (office_id, title, publication_name, result_on)
  where piece_id is null and status = 'recorded';
