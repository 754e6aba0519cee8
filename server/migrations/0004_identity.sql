-- Identity: accounts, sessions, one-time links, personal access tokens (GB/T 22239-2019 8.1.4.1).

create table account (
  id uuid primary key,
  person_id uuid not null unique references person,
  login text not null unique check (login = lower(login)),
  password_hash text not null,
  password_changed_at timestamptz not null,
  must_change_password boolean not null default false,
  failed_count integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz not null
);

create table password_history (
  account_id uuid not null references account,
  password_hash text not null,
  set_at timestamptz not null,
  primary key (account_id, set_at)
);

create table session (
  id uuid primary key,
  token_hash text not null unique,          -- sha-256; the token itself is only in the cookie
  account_id uuid not null references account,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  proved_at timestamptz not null,           -- when the password was last given
  address text not null,
  user_agent text not null,
  ended_at timestamptz
);
create index session_account on session (account_id) where ended_at is null;

create table one_time_link (
  token_hash text primary key,
  purpose text not null check (purpose in ('setUp', 'resetPassword')),
  account_id uuid references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table access_token (
  id uuid primary key,
  account_id uuid not null references account,
  name text not null,
  token_hash text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index access_token_account on access_token (account_id);
