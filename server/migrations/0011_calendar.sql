-- Calendar: what offices know of working days beyond the published holidays.

create table calendar_day (
  id uuid primary key,
  office_id uuid references unit,           -- null: for the whole node
  day date not null,
  kind text not null check (kind in ('work', 'rest')),
  name text not null default '',            -- '省定放假', '防汛值守'
  set_at timestamptz not null,
  set_by uuid not null,
  unique nulls not distinct (office_id, day)
);

-- A year that the library does not have, declared complete by whoever entered its holidays.
create table calendar_year (
  id uuid primary key,
  office_id uuid references unit,
  year integer not null,
  confirmed_at timestamptz not null,
  confirmed_by uuid not null,
  unique nulls not distinct (office_id, year)
);
