-- Directives: what leaders wrote on an issue or a paper, who carries it out, and what came of it (第十五条).

-- 办理规则: an office's own in place of the node's (office_id null). contract/directives.ts DirectiveRules
create table directive_rules (
  id uuid primary key,
  office_id uuid references unit,
  rules jsonb not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  unique nulls not distinct (office_id)
);

create table directive_leader (
  id uuid primary key,
  office_id uuid not null references unit,
  person_id uuid references person,         -- null: writes on paper only
  name text not null,
  title text not null default '',
  rank text not null check (rank in ('state', 'provinceChief', 'province', 'cityChief', 'city', 'county', 'other')),
  secretary_ids uuid[] not null default '{}',   -- who may record on behalf
  position integer not null default 0,
  active boolean not null default true,
  unique (office_id, person_id)
);

create table directive_counter (
  office_id uuid not null references unit,
  year integer not null,
  last integer not null,
  primary key (office_id, year)
);

create table directive (
  id uuid primary key,
  office_id uuid not null references unit,  -- whose leader wrote it
  year integer not null,
  number integer not null,
  status text not null default 'registered' check (status in
    ('registered', 'assigned', 'inClosing', 'reported', 'closed', 'archived', 'voided')),
  source text not null check (source in ('issue', 'paper')),
  adoption_id uuid,                         -- no reference: the issue may be another node's
  issue_id uuid,
  issue_office_id uuid,
  source_label text not null,               -- '《每日要情》2026年第12期', or the paper's reference
  item_title text not null,
  source_units jsonb not null default '[]', -- [{unitId, unitName}] of the item
  leader_id uuid not null references directive_leader,
  leader_name text not null,
  leader_title text not null,
  leader_rank text not null,
  type text not null check (type in ('noted', 'act', 'research', 'praise')),
  way text not null check (way in ('typed', 'handwritten', 'photographed')),
  text text not null default '',            -- a handwritten one waits for its transcription
  passage text not null default '',
  classification_code text not null,
  directed_on date not null,
  is_on_behalf boolean not null,
  tells_text boolean not null default false,    -- may the source unit read the words, or only that there was a directive
  follow_of uuid references directive,      -- 新批示 on the result of this one
  recorded_by uuid not null references person,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  transfer_due_at timestamptz not null,
  transferred_at timestamptz,
  is_overnight boolean not null default false,  -- was not transferred on the day
  lead_unit_name text,
  urged_count integer not null default 0,
  last_feedback_at timestamptz,
  result text,                              -- 落实情况 as reported to the leader
  reported_at timestamptz,
  reported_by_name text,
  answer text,                              -- 领导已阅 or what the leader said
  answered_at timestamptz,
  closed_at timestamptz,
  closed_by_name text,
  close_note text,
  next_due_at timestamptz,                  -- when the present wait should end
  missing_years integer[] not null default '{}',
  version integer not null default 1,
  status_since timestamptz not null,
  updated_at timestamptz not null,
  grams text[] generated always as (text_grams(item_title || leader_name || text)) stored,
  unique (office_id, year, number),
  check ((source = 'issue') = (adoption_id is not null)),
  check (status <> 'reported' or reported_at is not null),
  check (status not in ('closed', 'archived') or closed_at is not null)
);
create index directive_office_recorded on directive (office_id, recorded_at desc, id desc);
create index directive_office_status on directive (office_id, status, recorded_at desc, id desc);
create index directive_office_due on directive (office_id, coalesce(next_due_at, 'infinity'::timestamptz), id);
create index directive_leader_recorded on directive (leader_id, recorded_at desc, id desc);
create index directive_waiting on directive (transfer_due_at) where status = 'registered' and not is_overnight;
create index directive_grams on directive using gin (grams);

-- What a unit carries out, as the unit sees it: of a directive, or handed down by the unit above.
create table directive_task (
  id uuid primary key,                      -- the assignment's id at the giver
  unit_id uuid not null references unit,
  giver_unit_id uuid not null references unit,
  giver_name text not null,
  directive_id uuid not null,               -- no reference: it may be another node's
  status text not null check (status in
    ('transferred', 'signedFor', 'handling', 'finalGiven', 'redo', 'accepted', 'withdrawn')),
  role text not null check (role in ('lead', 'other')),
  facts jsonb not null,                     -- contract/letters.ts DirectiveFacts
  title text not null,
  requirement text not null,
  milestones jsonb not null,
  extension jsonb,
  urged_count integer not null default 0,
  last_urged_at timestamptz,
  last_urge_text text,
  is_inspected boolean not null default false,
  arrived_at timestamptz not null,
  signed_for_at timestamptz,
  signed_for_by_name text,
  next_due_at timestamptz,
  missing_years integer[] not null default '{}',
  version integer not null default 1,
  status_since timestamptz not null,
  updated_at timestamptz not null,
  grams text[] generated always as (text_grams(title)) stored
);
create index directive_task_unit_arrived on directive_task (unit_id, arrived_at desc, id desc);
create index directive_task_unit_status on directive_task (unit_id, status, arrived_at desc, id desc);
create index directive_task_unit_due on directive_task (unit_id, coalesce(next_due_at, 'infinity'::timestamptz), id);
create index directive_task_grams on directive_task using gin (grams);

-- The same, as the giver sees it: by an office of its directive, or by a unit of its own task.
create table directive_assignment (
  id uuid primary key,
  giver_unit_id uuid not null references unit,
  directive_id uuid references directive,
  parent_task_id uuid references directive_task,
  unit_id uuid not null references unit,
  unit_name text not null,
  role text not null check (role in ('lead', 'other')),
  requirement text not null,
  status text not null check (status in
    ('transferred', 'signedFor', 'handling', 'finalGiven', 'redo', 'accepted', 'withdrawn')),
  milestones jsonb not null,
  extension jsonb,
  transferred_at timestamptz not null,
  transferred_by_name text not null,
  signed_for_at timestamptz,
  signed_for_by_name text,
  urged_count integer not null default 0,
  last_urged_at timestamptz,
  is_inspected boolean not null default false,
  last_feedback_at timestamptz,
  below jsonb not null default '[]',        -- [{name, status}]: what the unit handed down, as it told last
  next_due_at timestamptz,
  next_watch_at timestamptz,                -- when the clock looks at it next
  missing_years integer[] not null default '{}',
  updated_at timestamptz not null,
  check ((directive_id is null) <> (parent_task_id is null))
);
create index directive_assignment_directive on directive_assignment (directive_id) where directive_id is not null;
create index directive_assignment_parent on directive_assignment (parent_task_id) where parent_task_id is not null;
create index directive_assignment_watch on directive_assignment (next_watch_at) where next_watch_at is not null;

-- 反馈 at the unit: drafted by who handles it, signed by the leader responsible, then sent.
create table directive_feedback (
  id uuid primary key,
  task_id uuid not null references directive_task,
  status text not null check (status in ('draft', 'awaitingSignature', 'returned', 'sent')),
  kind text not null check (kind in ('stage', 'final')),
  situation text not null,
  problems text not null default '',
  next_steps text not null default '',
  contact_name text not null,
  contact_phone text not null,
  return_reason text,
  drafted_by uuid not null references person,
  drafted_by_name text not null,
  signed_by uuid references person,
  signed_by_name text,
  signed_by_title text,
  signed_at timestamptz,
  signature text,                           -- Ed25519 over the canonical statement, base64url
  updated_at timestamptz not null,
  check ((status = 'sent') = (signed_at is not null and signature is not null))
);
create index directive_feedback_task on directive_feedback (task_id, updated_at);
create unique index directive_feedback_open on directive_feedback (task_id) where status <> 'sent';

-- 反馈 as it reached the giver.
create table directive_reply (
  id uuid primary key,                      -- the feedback's id at the unit
  assignment_id uuid not null references directive_assignment,
  unit_name text not null,
  facts jsonb not null,                     -- contract/letters.ts DirectiveFeedback
  received_at timestamptz not null,
  verdict text check (verdict in ('accepted', 'redo')),
  verdict_reason text,
  verdict_by_name text,
  verdict_at timestamptz
);
create index directive_reply_assignment on directive_reply (assignment_id, received_at);

-- 查办: a look on the spot, with what was found.
create table directive_inspection (
  id uuid primary key,
  assignment_id uuid not null,              -- the same id on both sides; a letter carries it to the unit
  unit_id uuid not null references unit,    -- whose copy this is
  inspected_on date not null,
  inspectors text not null,
  findings text not null,
  demands text not null default '',
  recorded_by_name text not null,
  recorded_at timestamptz not null
);
create index directive_inspection_assignment on directive_inspection (assignment_id, unit_id, recorded_at);
