-- Exchange: letters between units. A letter is written in the transaction of the act it tells of.

create table letter (
  id uuid primary key,
  kind text not null,
  version integer not null,
  from_unit_id uuid not null references unit,
  to_unit_id uuid not null references unit,
  object_id uuid not null,                  -- order is kept for each object: the submission, the issue
  object_number integer not null,           -- 1, 2, 3 … for one object from one unit to one unit
  body jsonb not null,
  written_at timestamptz not null,
  delivered_at timestamptz,                 -- stored at the receiver and its effect committed
  unique (from_unit_id, to_unit_id, object_id, object_number)
);
create index letter_object on letter (object_id, written_at);
