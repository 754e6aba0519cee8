-- Catalogue: the lists of values that offices keep as data: categories, genres, urgencies, reasons, deadlines.

create table catalogue_entry (
  id uuid primary key,
  office_id uuid references unit,           -- null: for the whole node
  list text not null,                       -- 'category', 'genre', 'urgency', 'classification', 'rejectReason', …
  code text not null check (code ~ '^[a-zA-Z0-9]+$'),
  name text not null,
  name_en text not null default '',
  note text not null default '',
  position integer not null default 0,
  active boolean not null default true,
  data jsonb not null default '{}',         -- what the list needs: hours, article, may_resend
  updated_at timestamptz not null,
  updated_by uuid,
  unique nulls not distinct (office_id, list, code)
);
