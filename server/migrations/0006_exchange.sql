-- Exchange: letters between units, and the nodes on which units live. A letter is written in the transaction of the act it tells of.

create table letter (
  id uuid primary key,
  kind text not null,
  version integer not null,
  from_unit_id uuid not null references unit,
  to_unit_id uuid not null references unit,
  object_id uuid not null,                  -- order is kept for each object: the submission, the issue
  object_number integer not null,           -- 1, 2, 3 … for one object from one unit to one unit
  body jsonb not null,
  file_ids uuid[] not null default '{}',    -- attachments and pictures it brings along
  written_at timestamptz not null,
  delivered_at timestamptz,                 -- stored at the receiver and its effect committed; by signed receipt when it is another node
  held_reason text,                         -- the other node keeps it unhandled: why, by its receipt
  unique (from_unit_id, to_unit_id, object_id, object_number)
);
create index letter_object on letter (object_id, written_at);
create index letter_new_keys on letter (id) where kind = 'node.keysChanged';

-- This node (self), the one above, those below, and nodes further down whose letters a lower one hands on.
create table node (
  id uuid primary key,
  role text not null check (role in ('self', 'upper', 'lower', 'further')),
  state text not null check (state in ('enrolling', 'active', 'revoked')),
  code text not null,                       -- of the unit it serves: '140100'
  name text not null,
  unit_id uuid references unit,             -- the root of the subtree that lives there; null until the directory has come down
  via_node_id uuid references node,         -- further: through which node below
  suite text not null default 'std-1',      -- pinned: letters of another suite are refused
  url text,                                 -- upper: where its listener for nodes is
  fingerprint text not null,                -- of its first keys: what two people compared
  enrolled_at timestamptz not null,
  confirmations jsonb not null default '[]',-- [{role, personId, name, at}]: both administrators
  revoked_at timestamptz,
  revoked_reason text
);
create unique index node_one_self on node (role) where role = 'self' and state <> 'revoked';
create unique index node_one_upper on node (role) where role = 'upper' and state <> 'revoked';
create unique index node_code on node (code) where state <> 'revoked';

create table node_key (
  node_id uuid not null references node,
  id text not null,                         -- '140100#s1'
  purpose text not null check (purpose in ('signing', 'encryption', 'tls', 'witness')),
  suite text not null,
  state text not null check (state in ('next', 'active', 'retired', 'revoked')),
  public_key text not null,                 -- as the suite writes it; tls: the certificate (PEM); witness: PEM
  fingerprint text not null,                -- sha-256 of the public key; tls: of the certificate
  private_key bytea,                        -- own keys only, sealed by the vault
  made_at timestamptz not null,
  expires_at timestamptz,
  retired_at timestamptz,
  retired_after bigint,                     -- letters up to this number may bear a retired signing key
  revoked_at timestamptz,
  revoked_reason text,
  primary key (node_id, id)
);
create unique index node_key_one_active on node_key (node_id, purpose, suite) where state = 'active';
create index node_key_fingerprint on node_key (fingerprint);

-- 邀请: once, for one unit, for a few days; usable when both administrators have agreed to it.
create table node_invitation (
  id uuid primary key,
  secret_hash text not null,
  unit_id uuid not null references unit,
  suite text not null,
  created_at timestamptz not null,
  created_by text not null,
  created_by_id uuid not null,
  approved_at timestamptz,
  approved_by text,
  expires_at timestamptz not null,
  used_at timestamptz,
  node_id uuid references node,             -- who came with it
  cancelled_at timestamptz
);

-- The line to one node: where sender and receiver stand (rules/), and what the board shows.
create table line (
  node_id uuid primary key references node,
  signing_key_id text,                      -- of ours, that the other node pinned at the enrolment
  sender jsonb not null,
  receiver jsonb not null,
  paused_at timestamptz,
  paused_by text,
  pause_reason text,
  last_contact_at timestamptz,
  last_receipt_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  alarm text,                               -- rules/line.ts Alarm: stays until an operator has read it
  alarm_at timestamptz,
  round_trip_ms double precision,
  clock_offset_ms double precision,         -- the other's clock minus ours
  envelopes_sent bigint not null default 0,
  envelopes_received bigint not null default 0,
  duplicates bigint not null default 0,     -- received again, answered by the same receipt
  gaps bigint not null default 0,
  refused bigint not null default 0,        -- bad signature, foreign key, altered
  blob_bytes bigint not null default 0,
  carried_after bigint not null default 0   -- up to here the other side has our receipts, as it said on a medium carried by hand
);

-- What waits for another node. The number on the line is given when the row is visible to all, so none is skipped.
create table outbox (
  position bigint generated always as identity primary key,   -- given under the lock of the object: the order of its letters
  letter_id uuid not null references letter,
  node_id uuid not null references node,
  priority smallint not null,               -- 0 before 1 before 2, never before an earlier letter about the same object
  object_id uuid not null,
  ready boolean not null,                   -- all its files are at the other node
  queued_at timestamptz not null,
  seq bigint,
  epoch integer,
  object_number integer,                    -- among the letters about the object on this line, given with seq
  hash text,                                -- of the sealed envelope: the chain
  envelope text,                            -- the exact bytes; a second try sends the same
  bytes integer,
  sealed_at timestamptz,
  acked_at timestamptz,
  rejected text,                            -- the other node stored it and could not handle it: why
  resent_by text,                           -- an operator sent it once more, and why
  resend_reason text,
  unique (node_id, seq)
);
alter table outbox alter column envelope set storage external;
create index outbox_unsealed on outbox (node_id, priority, position) where seq is null;
create index outbox_unready on outbox (object_id, node_id) where seq is null and not ready;
create index outbox_waiting on outbox (node_id, queued_at) where acked_at is null;
create index outbox_object on outbox (object_id, node_id);
create index outbox_letter on outbox (letter_id);

-- What came from another node, with the envelope as evidence. A letter is here once, whatever the line repeats.
create table inbox (
  node_id uuid not null references node,
  seq bigint not null,
  letter_id uuid not null,
  hash text not null,
  envelope text not null,
  evidence text not null default '',        -- salt and content: with the envelope it proves itself without any private key
  kind text not null,
  version integer not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  object_id uuid not null,
  object_number integer not null,
  epoch integer not null,
  received_at timestamptz not null,
  status text not null check (status in ('handled', 'relayed', 'waiting', 'refused', 'repeated')),
  letter jsonb,                             -- kept while it waits
  reason text,
  reason_data jsonb not null default '{}',
  handled_at timestamptz,
  primary key (node_id, seq)
);
create unique index inbox_once on inbox (letter_id) where status <> 'repeated';
alter table inbox alter column envelope set storage external;
create index inbox_object on inbox (object_id, node_id);
create index inbox_open on inbox (received_at) where status in ('waiting', 'refused');

-- Signed cumulative receipts: given (ours, for what came in) and taken (theirs, for what went out).
create table receipt (
  id bigint generated always as identity primary key,
  node_id uuid not null references node,
  direction text not null check (direction in ('given', 'taken')),
  upto bigint not null,
  covers_from bigint not null default 0,    -- exceptions are named for the letters after this one
  head text not null,
  jws text not null,
  at timestamptz not null
);
create index receipt_line on receipt (node_id, direction, upto);

-- Files on their way to another node: sealed piece by piece under a key that travels inside the letter.
create table blob (
  id uuid primary key,
  node_id uuid not null references node,
  letter_id uuid not null references letter,
  file_id uuid not null references stored_file,
  hash text,                                -- sha-256 of the sealed bytes: the address; null until prepared
  sealed_key bytea,                         -- by the vault
  size bigint,                              -- of the sealed bytes
  done_at timestamptz,                      -- the other node has all of it, verified
  unique (node_id, hash)
);
create index blob_open on blob (node_id) where done_at is null;
create index blob_letter on blob (letter_id);
