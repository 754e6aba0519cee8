-- Submissions: items inside the unit that writes them, until sent, and what became of them (第九至十三条).

create table submission (
  id uuid primary key,
  unit_id uuid not null references unit,
  status text not null default 'draft' check (status in
    ('draft', 'inReview', 'returned', 'awaitingSignOff', 'signed', 'sent', 'received', 'rejected', 'heldBack', 'notAdopted', 'adopted', 'withdrawn', 'discarded')),
  title text not null default '',           -- of the newest revision, for lists
  characters integer not null default 0,
  category_code text,
  genre_code text,
  urgency_code text not null default 'normal',
  classification_code text not null default 'internal',
  keywords text[] not null default '{}',
  is_major boolean not null default false,  -- 重要信息: the chief head signs (第十三条)
  reporter_id uuid not null references person,
  reporter_name text not null,
  author_name text not null default '',     -- 撰稿人
  author_phone text not null default '',
  receiver_ids uuid[] not null default '{}',
  follow_up_of uuid references submission,
  follow_up_number integer,                 -- 续报一 = 1; null when not a follow-up
  is_final_report boolean not null default false,
  origin_piece_id uuid,                     -- forwarded (转报): the desk's piece it was made from; no reference, the desk stands above
  provenance jsonb not null default '[]',   -- the chain below: contract/letters.ts Provenance
  return_reason text,                       -- 退回修改: why, for the author
  withdrawal_reason text,                   -- 撤回: asked by the reporter, waits for the signer's consent
  withdrawal_requested_at timestamptz,
  withdrawal_requested_by text,
  version integer not null default 1,       -- of the details, not of the text
  details_saved_by text not null default '',
  details_saved_at timestamptz not null,
  status_since timestamptz not null,
  due_at timestamptz,                       -- when the present wait should end
  created_at timestamptz not null,
  updated_at timestamptz not null,
  sent_at timestamptz,
  grams text[] generated always as (text_grams(title)) stored,
  check ((withdrawal_reason is null) = (withdrawal_requested_at is null))
);
create index submission_unit_updated on submission (unit_id, updated_at desc, id desc);
create index submission_unit_status on submission (unit_id, status, due_at);
create index submission_unit_due on submission (unit_id, coalesce(due_at, timestamptz '9999-12-31 00:00:00+00'), id);
create index submission_unit_sent on submission (unit_id, sent_at desc, id desc) where sent_at is not null;
-- The same orders for those who see a whole subtree.
create index submission_updated on submission (updated_at desc, id desc);
create index submission_due on submission (coalesce(due_at, timestamptz '9999-12-31 00:00:00+00'), id);
create index submission_sent on submission (sent_at desc, id desc) where sent_at is not null;
create index submission_reporter on submission (reporter_id, updated_at desc, id desc);
create index submission_grams on submission using gin (grams);
create index submission_follow_up on submission (follow_up_of) where follow_up_of is not null;
create index submission_origin on submission (origin_piece_id) where origin_piece_id is not null;

create table secrecy_review (
  id uuid primary key,
  submission_id uuid not null references submission,
  revision_id uuid not null references revision,
  digest text not null,                     -- the exact text that was reviewed
  file_ids uuid[] not null,                 -- and the exact attachments
  conclusion text not null check (conclusion in ('pass', 'revise', 'forbid')),
  ground text not null default '',
  reviewer_id uuid not null references person,
  reviewer_name text not null,
  reviewed_at timestamptz not null
);
create index secrecy_review_submission on secrecy_review (submission_id, reviewed_at);

create table sign_off (
  id uuid primary key,
  submission_id uuid not null references submission,
  revision_id uuid not null references revision,
  digest text not null,                     -- sha-256 of the exact text
  signed_as text not null check (signed_as in ('deputyHead', 'chiefHead')),
  signer_id uuid not null references person,
  signer_name text not null,
  signer_title text not null,
  delegated_from text,                      -- name of the person acted for
  opinion text not null default '',
  signed_at timestamptz not null,
  statement jsonb not null,                 -- contract/letters.ts SignOffStatement: what the signature covers
  key_id text not null,
  public_key_pem text not null,
  signature text not null,                  -- Ed25519 over the canonical statement, base64url
  personal jsonb                            -- contract/letters.ts PersonalSignature: the signer's own passkey over the same text
);
create index sign_off_submission on sign_off (submission_id, signed_at);

create table delivery (
  submission_id uuid not null references submission,
  office_id uuid not null references unit,
  status text not null check (status in ('sent', 'received', 'rejected', 'heldBack', 'notAdopted', 'adopted', 'withdrawn')),
  letter_id uuid not null,
  sent_at timestamptz not null,
  delivered_at timestamptz,
  received_at timestamptz,
  received_by_name text,
  decided_at timestamptz,
  reason_name text,
  reason_text text,
  advice text,
  may_resend boolean,
  primary key (submission_id, office_id)
);

-- 上报系统外上级: the signed item left by another road for an office that has no node and no desk here (国务院办公厅).
create table outside_sending (
  id uuid primary key,
  submission_id uuid not null references submission,
  office_name text not null,
  road_name text not null,                  -- 机要交换, 专网, 传真 … as the catalogue called it then
  reference text not null,                  -- number of the covering letter, or ''
  note text not null,
  digest text not null,                     -- of the signed text that went
  sent_at timestamptz not null,
  sent_by_name text not null
);
create index outside_sending_submission on outside_sending (submission_id, sent_at);

-- What offices told of this item, in the order it arrived: the upper part of its life.
-- 核实: what an office asks about an item, and what the unit answered.
create table item_question (
  id uuid primary key,                      -- the comment at the office
  submission_id uuid not null references submission,
  office_id uuid not null,
  office_name text not null,
  asked_by_name text not null,
  text text not null,
  asked_at timestamptz not null,
  answer text,
  answered_by uuid references person,
  answered_by_name text,
  answered_at timestamptz
);
create index item_question_open on item_question (submission_id) where answered_at is null;

create table life_entry (
  id uuid primary key,                      -- the letter that told it
  submission_id uuid not null references submission,
  at timestamptz not null,
  office_id uuid not null,
  office_name text not null,
  stage text not null,
  data jsonb not null default '{}'
);
create index life_entry_submission on life_entry (submission_id, at, id);
