-- Guidance (第十四条): reporting points, notices and adoption reports that an office issues, and what its units received.

create table paper (
  id uuid primary key,
  office_id uuid not null references unit,
  kind text not null check (kind in ('points', 'notice', 'adoption')),
  year integer,
  number integer,                           -- in the year, per office and kind; given when it is issued
  title text not null,
  body jsonb not null,                      -- contract/body.ts
  period_from date,
  period_to date,
  read_by timestamptz,                      -- 阅读期限
  next_reminder_at timestamptz,             -- when the schedule of the office reminds next of it
  overdue_told_at timestamptz,
  based_on uuid,                            -- adapted from this receipt of an office above
  unit_ids uuid[] not null default '{}',
  group_ids uuid[] not null default '{}',
  status text not null default 'draft' check (status in ('draft', 'issued', 'withdrawn')),
  issued_at timestamptz,
  signer_name text,
  withdrawn_at timestamptz,
  withdraw_reason text,
  version integer not null default 1,
  created_by_name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by_name text not null,
  grams text[] generated always as (text_grams(title)) stored,
  unique (office_id, kind, year, number),
  check ((status = 'draft') = (issued_at is null)),
  check ((issued_at is null) = (number is null)),
  check ((issued_at is null) = (signer_name is null)),
  check ((status = 'withdrawn') = (withdrawn_at is not null and withdraw_reason is not null))
);
create index paper_office on paper (office_id, created_at desc, id desc);
create index paper_watched on paper (next_reminder_at) where next_reminder_at is not null;
create index paper_overdue on paper (read_by) where read_by is not null and overdue_told_at is null;
create index paper_based_on on paper (based_on) where based_on is not null;
create index paper_grams on paper using gin (grams);

create table paper_point (
  id uuid primary key,
  paper_id uuid not null references paper on delete cascade,
  position integer not null,
  text text not null,
  detail text not null default '',
  based_on uuid                             -- the point above it was adapted from
);
create index paper_point_paper on paper_point (paper_id, position);

-- To whom it went, and who there read it. Its id is the id of the unit's receipt.
create table paper_recipient (
  id uuid primary key,
  paper_id uuid not null references paper,
  unit_id uuid not null references unit,
  unit_name text not null,
  letter_id uuid not null,
  delivered_at timestamptz,
  read_at timestamptz,
  read_by_name text,
  reminded_count integer not null default 0,
  last_reminded_at timestamptz,
  unique (paper_id, unit_id)
);
create index paper_recipient_letter on paper_recipient (letter_id);

-- Which item of which unit was written for which point (覆盖情况).
create table point_coverage (
  point_id uuid not null references paper_point,
  recipient_id uuid not null references paper_recipient,
  submission_id uuid not null,              -- no reference: it lives at the unit
  title text not null,
  sent_at timestamptz not null,
  adopted boolean not null default false,
  primary key (point_id, recipient_id, submission_id)
);
create index point_coverage_submission on point_coverage (submission_id);

-- A paper as the unit received it, whole.
create table paper_receipt (
  id uuid primary key,
  paper_id uuid not null,
  unit_id uuid not null references unit,
  office_id uuid not null references unit,
  office_name text not null,
  kind text not null,
  label text not null,
  title text not null,
  body jsonb not null,
  period_from date,
  period_to date,
  read_by timestamptz,
  signer_name text not null,
  issued_at timestamptz not null,
  arrived_at timestamptz not null,
  read_at timestamptz,
  read_by_name text,
  reminded_count integer not null default 0,
  last_reminded_at timestamptz,
  withdrawn_at timestamptz,
  withdraw_reason text,
  grams text[] generated always as (text_grams(title)) stored,
  unique (paper_id, unit_id)
);
create index paper_receipt_unit on paper_receipt (unit_id, arrived_at desc, id desc);
create index paper_receipt_unread on paper_receipt (unit_id, arrived_at) where read_at is null and withdrawn_at is null;
create index paper_receipt_grams on paper_receipt using gin (grams);

create table received_point (
  receipt_id uuid not null references paper_receipt,
  id uuid not null,
  position integer not null,
  text text not null,
  detail text not null,
  primary key (receipt_id, id)
);
create index received_point_id on received_point (id);

-- 当日采用: which adoption was told to which unit, so that each is told once and none is forgotten.
create table adoption_told (
  adoption_id uuid not null references adoption,
  unit_id uuid not null references unit,
  told_at timestamptz not null,
  primary key (adoption_id, unit_id)
);

create table adoption_word (
  id uuid primary key,                      -- the letter that told it
  unit_id uuid not null references unit,
  office_id uuid not null references unit,
  office_name text not null,
  day date not null,
  items jsonb not null,
  arrived_at timestamptz not null
);
create index adoption_word_unit on adoption_word (unit_id, arrived_at desc, id desc);

-- The points an item is written for, chosen while drafting.
alter table submission add column point_ids uuid[] not null default '{}';
