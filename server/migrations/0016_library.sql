-- Library (资源库, 第十七、十九条): everything of record in one searchable place. A record is a copy made in the transaction of the act;
-- what it was made from stays with its owner.

-- The months that hold records, newest first: a search walks them until it has enough.
create table library_segment (
  segment integer primary key,              -- months since January 1900 of sort_at
  code text not null                        -- stands before every lexeme of the month: one index serves as many
);

create table library_record (
  id uuid primary key,                      -- of the thing itself: entering it twice is one record
  kind text not null check (kind in ('submission', 'handling', 'piece', 'entry', 'issue', 'directive', 'commission', 'guidance', 'bulletin', 'document')),
  sort_at timestamptz not null,             -- when it came to be; never changes
  unit_id uuid not null references unit,    -- who keeps it
  permission text not null,                 -- who holds this there may see it …
  readers uuid[] not null default '{}',     -- … and these people and units, to whom it was released
  shared_path text,                         -- … and everyone who works below this path
  source_unit_id uuid,                      -- who wrote it
  source_unit_name text not null default '',
  author_name text not null default '',
  title text not null,
  characters integer not null,
  state text not null,
  category_code text,
  genre_code text,
  classification_code text not null default 'internal',
  publication_name text not null default '',
  issue_id uuid,
  issue_year integer,
  issue_number integer,
  document_number text not null default '', -- 国办发〔2019〕6号
  topics text[] not null default '{}',
  places text[] not null default '{}',
  digest text not null,                     -- of the folded text: the same words are the same digest
  links jsonb not null default '{}',        -- contract/library.ts RecordLinks
  entered_at timestamptz not null,
  updated_at timestamptz not null,
  tsv tsvector not null                     -- pairs of characters, each behind the code of its month
);
alter table library_record alter column tsv set storage external;
alter table library_record alter column tsv set statistics 0; -- no plan depends on them, and to count all lexemes takes long
create index library_record_tsv on library_record using gin (tsv) with (fastupdate = off);
create index library_record_sorted on library_record (sort_at desc, id desc);
create index library_record_unit on library_record (unit_id, sort_at desc, id desc);
create index library_record_source on library_record (source_unit_id, sort_at desc, id desc);
create index library_record_digest on library_record (digest);
create index library_record_issue on library_record (issue_id) where issue_id is not null;
create index library_record_made_from on library_record using gin ((links->'sourceIds'));
create index library_record_submission on library_record ((links->>'submissionId'));
create index library_record_piece on library_record ((links->>'pieceId'));
create index library_record_back_issues on library_record (publication_name, issue_year, issue_number) where issue_year is not null;

create table library_text (
  record_id uuid primary key references library_record on delete cascade,
  body text not null,
  folded text not null                      -- title and body as search compares them
);

-- How many of the sampled records hold a pair of characters: what is rare tells more. Rebuilt in the background.
create table library_gram (
  gram text collate "C" primary key,
  records integer not null
);

-- Words of titles, for 您是不是要找: by sound and by all but one character.
create table library_word (
  word text primary key,
  records integer not null,
  sound text not null,                      -- pinyin without tones
  keys text[] not null                      -- the word with each character in turn replaced by _
);
create index library_word_sound on library_word (sound);
create index library_word_keys on library_word using gin (keys);

-- What an office calls a topic beyond those of the node, or in place of one of them.
create table library_topic (
  id uuid primary key,
  office_id uuid not null references unit,
  name text not null,
  words text[] not null,                    -- one in the title, or three in the text, and the topic is given
  position integer not null default 0,
  active boolean not null default true,     -- false: the node's topic of this name does not count here
  unique (office_id, name)
);

-- What a person said of topics and places, over what the rules find.
create table library_tag (
  record_id uuid not null references library_record on delete cascade,
  kind text not null check (kind in ('topic', 'place')),
  name text not null,
  added boolean not null,                   -- false: the rule was wrong
  set_by_name text not null,
  set_at timestamptz not null,
  primary key (record_id, kind, name)
);

create table saved_search (
  id uuid primary key,
  person_id uuid not null references person,
  name text not null check (name <> ''),
  query jsonb not null,                     -- contract/library.ts Search
  alerts boolean not null default true,
  created_at timestamptz not null,
  seen_at timestamptz not null,             -- what came after is new
  told_at timestamptz not null              -- what came after has not been told
);
create index saved_search_person on saved_search (person_id, created_at);
create index saved_search_alerts on saved_search (told_at) where alerts;

create table collection (
  id uuid primary key,
  owner_id uuid not null references person,
  owner_name text not null,
  unit_id uuid not null references unit,
  name text not null check (name <> ''),
  note text not null default '',
  shared boolean not null default false,    -- with everyone who works at the unit; what each sees in it is what each may see
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index collection_owner on collection (owner_id, updated_at desc);
create index collection_unit on collection (unit_id, updated_at desc) where shared;

create table collection_entry (
  collection_id uuid not null references collection on delete cascade,
  record_id uuid not null references library_record on delete cascade,
  note text not null default '',
  added_by_name text not null,
  added_at timestamptz not null,
  primary key (collection_id, record_id)
);

create table library_import (
  id uuid primary key,
  unit_id uuid not null references unit,
  imported_by_name text not null,
  imported_at timestamptz not null,
  report jsonb not null                     -- contract/library.ts ImportLine[]
);
create index library_import_unit on library_import (unit_id, imported_at desc);
