-- Assessment (第十六条 量化考核): schemes, the ledger of score facts, periods, bulletins, awards. Everything belongs to the office that scores.

create table scoring_scheme (
  id uuid primary key,
  office_id uuid not null references unit,
  number integer not null,                  -- the version in the office: 第1版、第2版
  name text not null,
  status text not null default 'draft' check (status in ('draft', 'trial', 'approved', 'inForce', 'retired')),
  content jsonb not null,                   -- contract/assessment-scheme.ts
  valid_from date,
  valid_to date,
  drafted_by uuid not null references person,
  drafted_by_name text not null,
  approved_by uuid references person,
  approved_by_name text,
  approved_at timestamptz,
  digest text,                              -- of the content as approved
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (status not in ('approved', 'inForce', 'retired') or (approved_by is not null and approved_by <> drafted_by and digest is not null)),
  check (status not in ('inForce', 'retired') or valid_from is not null),
  check (valid_to is null or valid_to >= valid_from),
  unique (office_id, number)
);

-- What happened that may score. Points are never stored here: they follow from the scheme (domain.md 10.3).
create table score_fact (
  id uuid primary key,
  office_id uuid not null references unit,  -- the office that scores
  kind text not null,
  source text not null check (source in ('event', 'manual')),
  origin text not null,                     -- 'adoption:<id>': the same happening is one fact
  title text not null,
  counted_on date not null,                 -- for the list; which date counts is said by the scheme
  first_on date not null,                   -- the earliest and the latest day a scheme may count it by
  last_on date not null,
  unit_ids uuid[] not null,
  event jsonb not null,                     -- contract/assessment-scheme.ts ScoreEvent
  links jsonb not null default '{}',        -- where a line opens into: piece, issue, directive, commission
  status text not null default 'effective' check (status in ('effective', 'pending', 'refused', 'withdrawn')),
  reason text,
  entered_by uuid not null,                 -- no reference: what a letter from another node or a job told is entered in the system's name
  entered_by_name text not null,
  entered_at timestamptz not null,
  decided_by uuid references person,
  decided_by_name text,
  decided_at timestamptz,
  decided_reason text,
  mark bigint not null default 0,           -- of the ledger when this entry last changed: what came since is found by it
  grams text[] generated always as (text_grams(title)) stored,
  check (source = 'event' or reason is not null),
  check (source = 'event' or status <> 'effective' or (decided_by is not null and decided_by <> entered_by)),
  unique (office_id, origin)
);
create index score_fact_list on score_fact (office_id, counted_on desc, id desc);
create index score_fact_span on score_fact (office_id, last_on) where status = 'effective';
create index score_fact_mark on score_fact (office_id, mark);
create index score_fact_pending on score_fact (office_id, entered_at) where status = 'pending';
create index score_fact_unit on score_fact using gin (unit_ids);
create index score_fact_grams on score_fact using gin (grams);

-- Counts every change of an office's ledger: a computed result is good as long as this stands still.
create table ledger_mark (
  office_id uuid primary key references unit,
  mark bigint not null default 0,
  told_on date                              -- when units on other nodes were last told of their standing
);

-- What units on other nodes were told of their standing, so that only what has changed is told again.
create table standing_sent (
  office_id uuid not null references unit,
  unit_id uuid not null references unit,
  starts_on date not null,
  ends_on date not null,
  digest text not null,
  sent_at timestamptz not null,
  primary key (office_id, unit_id, starts_on, ends_on)
);

-- What an office on another node told this unit: the ranking of these days, and the unit's own lines.
create table standing_copy (
  office_id uuid not null,
  unit_id uuid not null references unit,
  starts_on date not null,
  ends_on date not null,
  told_at timestamptz not null,
  standings jsonb not null,                 -- contract/assessment.letters.ts StandingsTold
  score jsonb not null,
  primary key (unit_id, office_id, starts_on, ends_on)
);

create table assessment_period (
  id uuid primary key,
  office_id uuid not null references unit,
  kind text not null check (kind in ('month', 'quarter', 'half', 'year', 'cumulative')),
  starts_on date not null,
  ends_on date not null,
  name text not null,
  status text not null default 'open' check (status in ('open', 'posted', 'closed')),
  comment_until date,
  scheme_id uuid references scoring_scheme,
  digest text,                              -- of the frozen result: the same input gives the same bytes
  result jsonb,                             -- totals and groups as frozen
  opened_by_name text not null,
  closed_at timestamptz,
  closed_by_name text,
  version integer not null default 1,
  created_at timestamptz not null,
  check (starts_on <= ends_on),
  check (status <> 'posted' or comment_until is not null),
  check (status <> 'closed' or (scheme_id is not null and digest is not null and result is not null and closed_at is not null)),
  unique (office_id, kind, starts_on, ends_on)
);

create table score_line (
  period_id uuid not null references assessment_period,
  position integer not null,
  unit_id uuid not null,
  fact_id uuid,
  points numeric not null,
  line jsonb not null,                      -- as the engine gave it
  primary key (period_id, position)
);
create index score_line_unit on score_line (period_id, unit_id, position);

-- 更正: after closing, points change only by a dated entry that a second person confirmed.
create table score_amendment (
  id uuid primary key,
  period_id uuid not null references assessment_period,
  office_id uuid not null references unit,
  unit_id uuid not null references unit,
  unit_name text not null,
  points numeric not null check (points <> 0),
  reason text not null check (reason <> ''),
  status text not null default 'pending' check (status in ('pending', 'effective', 'refused')),
  appeal_id uuid,
  entered_by uuid not null references person,
  entered_by_name text not null,
  entered_at timestamptz not null,
  decided_by uuid references person,
  decided_by_name text,
  decided_at timestamptz,
  check (status <> 'effective' or (decided_by is not null and decided_by <> entered_by))
);
create index score_amendment_period on score_amendment (period_id, entered_at);

-- 申诉 as the unit keeps it, and as the office that answers keeps it: they may live on different nodes.
create table appeal (
  id uuid primary key,
  unit_id uuid not null references unit,
  office_id uuid not null,
  office_name text not null,
  about text not null,
  text text not null check (text <> ''),
  fact_id uuid,
  period_name text not null default '',
  status text not null default 'open' check (status in ('open', 'upheld', 'dismissed')),
  answer text,
  answered_by_name text,
  answered_at timestamptz,
  written_by_name text not null,
  written_at timestamptz not null
);
create index appeal_unit on appeal (unit_id, written_at desc, id desc);

create table appeal_case (
  id uuid primary key,
  office_id uuid not null references unit,
  unit_id uuid not null,
  unit_name text not null,
  about text not null,
  text text not null,
  fact_id uuid,
  period_name text not null default '',
  status text not null default 'open' check (status in ('open', 'upheld', 'dismissed')),
  answer text,
  answered_by_name text,
  answered_at timestamptz,
  written_by_name text not null,
  written_at timestamptz not null,
  check ((status = 'open') = (answer is null))
);
create index appeal_case_office on appeal_case (office_id, written_at desc, id desc);

create table bulletin (
  id uuid primary key,
  office_id uuid not null references unit,
  period_id uuid not null references assessment_period,
  status text not null default 'draft' check (status in ('draft', 'signed', 'released')),
  editor_id uuid not null references person,
  editor_name text not null,
  signer_id uuid references person,
  signer_name text,
  signed_at timestamptz,
  signed_on date,
  digest text,
  key_id text,
  signature text,
  released_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (status = 'draft' or (signed_at is not null and digest is not null and signature is not null)),
  check (status <> 'released' or released_at is not null)
);
create index bulletin_office on bulletin (office_id, updated_at desc, id desc);

create table bulletin_recipient (
  bulletin_id uuid not null references bulletin,
  unit_id uuid not null references unit,
  unit_name text not null,
  read_at timestamptz,
  read_by_name text,
  primary key (bulletin_id, unit_id)
);

-- What a unit received: the text as released, so that it can be read on the unit's own node.
create table bulletin_copy (
  id uuid primary key,
  bulletin_id uuid not null,
  unit_id uuid not null references unit,
  office_id uuid not null,
  office_name text not null,
  title text not null,
  body jsonb not null,
  signer_name text not null,
  released_at timestamptz not null,
  own jsonb not null,                       -- contract/letters.ts BulletinIssued.own: points and rank of this unit
  read_at timestamptz,
  read_by_name text,
  unique (bulletin_id, unit_id)
);
create index bulletin_copy_unit on bulletin_copy (unit_id, released_at desc, id desc);

create table commendation (
  id uuid primary key,
  office_id uuid not null references unit,
  year integer not null check (year between 2000 and 2200),
  status text not null default 'draft' check (status in ('draft', 'decided')),
  quotas jsonb not null,
  bars jsonb not null default '[]',         -- units barred by hand, each with its reason
  decided_by_name text,
  decided_at timestamptz,
  version integer not null default 1,
  updated_at timestamptz not null,
  unique (office_id, year)
);

-- 历年表彰.
create table award (
  id uuid primary key,
  office_id uuid not null references unit,
  year integer not null,
  kind text not null check (kind in ('unit', 'person')),
  prize text not null,
  group_name text not null default '',
  unit_id uuid,
  unit_name text not null,
  person_name text,
  points numeric,
  check ((kind = 'person') = (person_name is not null))
);
create index award_office on award (office_id, year desc);
