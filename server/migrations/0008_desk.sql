-- Desk: what an office received, the pieces its editors make of it, and what they tell the source.

create table handling (
  id uuid primary key,
  office_id uuid not null references unit,
  source_unit_id uuid references unit,
  source_unit_name text not null,
  submission_id uuid,                       -- the item's id at its unit; null for a back entry
  channel text not null default 'system',   -- how it came: system, phone, fax, mail, paper (补录)
  status text not null default 'arrived' check (status in
    ('arrived', 'received', 'shortlisted', 'editing', 'inSecondReview', 'adopted', 'published', 'rejected', 'declined', 'heldBack', 'archived', 'withdrawn')),
  title text not null,
  characters integer not null,
  category_code text,
  genre_code text,
  urgency_code text not null,
  urgency_hours integer not null,           -- the hours the urgency gave when it came: the order of the queue
  classification_code text not null,
  keywords text[] not null default '{}',
  is_major boolean not null default false,
  author_name text not null default '',
  author_phone text not null default '',
  sign_off jsonb,                           -- contract/letters.ts SignOffStatement with its signature
  secrecy_review jsonb,
  provenance jsonb not null default '[]',
  follow_up_of uuid,
  follow_up_number integer,
  sent_at timestamptz,
  arrived_at timestamptz not null,
  received_at timestamptz,
  received_by uuid references person,
  received_by_name text,
  due_at timestamptz,
  reason_code text,
  reason_text text,
  advice text,
  may_resend boolean,
  decided_at timestamptz,
  decided_by_name text,
  is_shared boolean not null default false,
  shared_at timestamptz,                    -- 共享 since, by whom and on which ground; null when it is not shared
  shared_by_name text,
  shared_ground text,
  recorded_by uuid references person,       -- who entered it, for a back entry
  version integer not null default 1,
  updated_at timestamptz not null,
  grams text[] generated always as (text_grams(title || source_unit_name)) stored,
  unique (office_id, submission_id)
);
create index handling_office_arrived on handling (office_id, arrived_at desc, id desc);
create index handling_office_status on handling (office_id, status, arrived_at desc, id desc);
create index handling_office_due on handling (office_id, coalesce(due_at, 'infinity'::timestamptz), id);
create index handling_office_urgency on handling (office_id, urgency_hours, id);
create index handling_office_urgency_code on handling (office_id, urgency_code, arrived_at desc, id desc);
create index handling_office_category on handling (office_id, category_code, arrived_at desc, id desc);
create index handling_office_source on handling (office_id, source_unit_id, arrived_at desc, id desc);
create index handling_shared on handling (shared_at desc, id desc) where is_shared;
create index handling_grams on handling using gin (grams);
create index handling_submission on handling (submission_id);
create index handling_follow_up on handling (follow_up_of) where follow_up_of is not null;

create table handling_read (
  handling_id uuid not null references handling,
  person_id uuid not null references person,
  first_read_at timestamptz not null,
  primary key (handling_id, person_id)
);

-- What an editor tells the source unit (点评), or colleagues only.
create table handling_comment (
  id uuid primary key,
  handling_id uuid not null references handling,
  author_id uuid not null references person,
  author_name text not null,
  text text not null check (text <> ''),
  for_source boolean not null,
  asks_answer boolean not null default false, -- 核实
  answer text,                                -- by the source unit
  answered_by_name text,
  answered_at timestamptz,
  written_at timestamptz not null,
  check ((answer is null) = (answered_at is null))
);
create index handling_comment_handling on handling_comment (handling_id, written_at);

create table piece (
  id uuid primary key,
  office_id uuid not null references unit,
  status text not null default 'editing' check (status in ('editing', 'inSecondReview', 'adopted', 'published', 'dissolved')),
  title text not null,
  characters integer not null,
  urgency_code text not null,
  classification_code text not null,
  editor_id uuid not null references person,
  editor_name text not null,
  send_back_reason text,
  suggested_publication_id uuid,            -- the editor's proposal to the second review
  suggested_column_id uuid,
  version integer not null default 1,
  status_since timestamptz not null,
  due_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  grams text[] generated always as (text_grams(title)) stored
);
create index piece_office_updated on piece (office_id, updated_at desc, id desc);
create index piece_office_status on piece (office_id, status, updated_at desc, id desc);
create index piece_grams on piece using gin (grams);

create table piece_source (
  piece_id uuid not null references piece,
  handling_id uuid not null references handling,
  role text not null default 'lead' check (role in ('lead', 'other')),
  weight integer not null default 1 check (weight between 1 and 100),
  position integer not null,
  primary key (piece_id, handling_id)
);
create index piece_source_handling on piece_source (handling_id);

-- 综合采用: which passage of which source went into the piece, word for word as it was taken.
create table piece_passage (
  id uuid primary key,
  piece_id uuid not null,
  handling_id uuid not null,
  quote text not null check (quote <> ''),
  taken_by_name text not null,
  taken_at timestamptz not null,
  foreign key (piece_id, handling_id) references piece_source on delete cascade -- 解除合并 takes them along
);
create index piece_passage_source on piece_passage (piece_id, handling_id, taken_at);

-- 批注: said about a passage of a piece. It holds on to the words, so it is found wherever they move.
create table piece_comment (
  id uuid primary key,
  piece_id uuid not null references piece,
  quote text not null check (quote <> ''),
  text text not null check (text <> ''),
  author_id uuid not null references person,
  author_name text not null,
  written_at timestamptz not null,
  resolved_by_name text,
  resolved_at timestamptz,
  check ((resolved_by_name is null) = (resolved_at is null))
);
create index piece_comment_piece on piece_comment (piece_id, written_at);
create table piece_comment_answer (
  id uuid primary key,
  comment_id uuid not null references piece_comment,
  author_id uuid not null references person,
  author_name text not null,
  text text not null check (text <> ''),
  written_at timestamptz not null
);
create index piece_comment_answer_comment on piece_comment_answer (comment_id, written_at);

-- 常用视图: a person's own named filters of the inbox.
create table inbox_view (
  id uuid primary key,
  person_id uuid not null references person,
  name text not null,
  ask text not null,                        -- the filters as they stand in the address
  saved_at timestamptz not null,
  unique (person_id, name)
);

-- 上报、转报: the office's own submission made from a piece.
create table forwarding (
  id uuid primary key,
  piece_id uuid not null references piece,
  submission_id uuid not null references submission,
  forwarded_at timestamptz not null,
  forwarded_by_name text not null
);
create index forwarding_piece on forwarding (piece_id);
create index forwarding_submission on forwarding (submission_id);
