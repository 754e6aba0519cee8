-- Commissions (约稿): what an office asks of units by a date, and what each unit made of it (第十二条).

-- Units an office addresses together: by a rule that follows the tree, or named one by one.
create table recipient_group (
  id uuid primary key,
  office_id uuid not null references unit,
  name text not null,
  kind text not null check (kind in ('rule', 'list')),
  unit_kinds text[] not null default '{}',  -- rule: units of these kinds below the office; none: of every kind
  depth text not null default 'direct' check (depth in ('direct', 'all')),
  unit_ids uuid[] not null default '{}',    -- list
  position integer not null default 0,
  active boolean not null default true,
  updated_at timestamptz not null,
  updated_by_name text not null
);
create index recipient_group_office on recipient_group (office_id, position);

-- When an office reminds, and with what words. An office without rows reminds as server/commissions/rules/reminders.ts says.
create table commission_reminder_rule (
  id uuid primary key,
  office_id uuid not null references unit,
  offset_hours integer not null,            -- before the deadline when negative
  text text not null,
  active boolean not null default true,
  updated_at timestamptz not null,
  updated_by_name text not null,
  unique (office_id, offset_hours)
);

create table commission (
  id uuid primary key,
  office_id uuid not null references unit,
  year integer,
  number integer,                           -- in the year, at the office; given when it is issued
  origin text not null check (origin in ('own', 'leader', 'upper', 'state')),
  leader_id uuid references person,         -- 领导约稿: whose wish it is
  leader_name text not null default '',
  source_label text not null default '',    -- 国办、省办约稿: its number there
  parent_task_id uuid,                      -- passed down: the task of this office it was made from
  title text not null,
  content text not null default '',
  requirements text not null default '',
  contact_name text not null default '',
  contact_phone text not null default '',
  unit_ids uuid[] not null default '{}',    -- chosen while it is a draft
  group_ids uuid[] not null default '{}',
  due_at timestamptz,
  status text not null check (status in ('requested', 'draft', 'issued', 'ended', 'revoked')),
  issued_at timestamptz,
  issued_by_name text,
  ended_at timestamptz,
  end_reason text,
  overdue_told_at timestamptz,
  version integer not null default 1,
  created_by uuid not null references person,
  created_by_name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by_name text not null,
  grams text[] generated always as (text_grams(title)) stored,
  unique (office_id, year, number),
  check ((status in ('requested', 'draft')) = (issued_at is null)),
  check ((status in ('ended', 'revoked')) = (ended_at is not null and end_reason is not null)),
  check (issued_at is null or (number is not null and year is not null and due_at is not null))
);
create index commission_office on commission (office_id, created_at desc, id desc);
create index commission_leader on commission (leader_id, created_at desc, id desc) where leader_id is not null;
create index commission_parent on commission (parent_task_id) where parent_task_id is not null;
create index commission_running on commission (due_at) where status = 'issued' and overdue_told_at is null;
create index commission_grams on commission using gin (grams);

-- One unit that was asked: what the office knows of it. Its id is the id of the unit's task.
create table commission_target (
  id uuid primary key,
  commission_id uuid not null references commission,
  unit_id uuid not null references unit,
  unit_name text not null,
  status text not null default 'issued' check (status in ('issued', 'read', 'accepted', 'declined', 'answered')),
  letter_id uuid not null,
  delivered_at timestamptz,
  read_at timestamptz,
  read_by_name text,
  responded_at timestamptz,
  responded_by_name text,
  decline_reason text,
  answered_at timestamptz,
  on_time boolean,
  adopted_at timestamptz,
  quality text,                             -- a code of the office's list answerQuality
  quality_name text,                        -- as it was called when it was given
  quality_note text not null default '',
  graded_by_name text,
  reminded_count integer not null default 0,
  last_reminded_at timestamptz,
  unique (commission_id, unit_id),
  check ((status = 'answered') = (answered_at is not null and on_time is not null)),
  check ((quality is null) = (quality_name is null)),
  check (status <> 'declined' or decline_reason is not null)
);
create index commission_target_letter on commission_target (letter_id);

create table commission_answer (
  target_id uuid not null references commission_target,
  submission_id uuid not null,              -- no reference: it lives at the unit, perhaps on another node
  title text not null,
  sent_at timestamptz not null,
  on_time boolean not null,
  withdrawn_at timestamptz,
  adopted_at timestamptz,
  adopted_in text,
  primary key (target_id, submission_id)
);
create index commission_answer_submission on commission_answer (submission_id);

-- Reminders to come, one row each: a restart loses none of them.
create table commission_reminder (
  id uuid primary key,
  target_id uuid not null references commission_target,
  offset_hours integer not null,
  at timestamptz not null,
  text text not null,
  done_at timestamptz,
  outcome text check (outcome in ('sent', 'needless')),
  check ((done_at is null) = (outcome is null))
);
create index commission_reminder_due on commission_reminder (at, id) where done_at is null;
create index commission_reminder_target on commission_reminder (target_id);

-- The same commission at a unit that was asked. It carries all the unit needs: the office may be on another node.
create table commission_task (
  id uuid primary key,
  commission_id uuid not null,
  unit_id uuid not null references unit,
  office_id uuid not null references unit,
  office_name text not null,
  label text not null,
  origin text not null,
  leader_name text not null,
  source_label text not null,
  title text not null,
  content text not null,
  requirements text not null,
  contact_name text not null,
  contact_phone text not null,
  issued_at timestamptz not null,
  due_at timestamptz not null,
  arrived_at timestamptz not null,
  status text not null default 'issued' check (status in ('issued', 'read', 'accepted', 'declined', 'answered')),
  read_at timestamptz,
  read_by_name text,
  responded_at timestamptz,
  responded_by_name text,
  decline_reason text,
  answered_at timestamptz,
  on_time boolean,
  quality text,
  quality_name text,
  quality_note text not null default '',
  reminded_count integer not null default 0,
  last_reminded_at timestamptz,
  last_reminder text,
  ended_at timestamptz,
  end_kind text check (end_kind in ('ended', 'revoked')),
  end_reason text,
  updated_at timestamptz not null,
  grams text[] generated always as (text_grams(title)) stored,
  unique (commission_id, unit_id)
);
create index commission_task_unit on commission_task (unit_id, arrived_at desc, id desc);
create index commission_task_open on commission_task (unit_id, due_at, id) where ended_at is null and status in ('issued', 'read', 'accepted');
create index commission_task_grams on commission_task using gin (grams);

create table commission_task_answer (
  task_id uuid not null references commission_task,
  submission_id uuid not null,              -- no reference: what the office recorded from a call or paper is no item here
  title text not null,
  sent_at timestamptz not null,
  on_time boolean not null,
  withdrawn_at timestamptz,
  adopted_at timestamptz,
  adopted_in text,
  primary key (task_id, submission_id)
);

-- The commission an item is written for, chosen while drafting.
alter table submission add column commission_id uuid;
