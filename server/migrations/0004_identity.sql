-- Identity: accounts, sessions, one-time links, personal access tokens (GB/T 22239-2019 8.1.4.1).

create table account (
  id uuid primary key,
  person_id uuid not null unique references person,
  login text not null unique check (login = lower(login)),
  password_hash text,                       -- null until the person has chosen one by a one-time link
  password_changed_at timestamptz not null,
  must_change_password boolean not null default false,
  disabled_at timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz not null
);

-- Wrong passwords in a row, for every login that is tried, whether it exists or not: the answers are alike.
-- The key is a hash, because people type passwords into the wrong box.
create table sign_in_guard (
  login_hash text primary key,
  failed_count integer not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz
);
create index sign_in_guard_age on sign_in_guard (last_failed_at);

-- Failed sign-ins from one address in the last minutes.
create index event_failed_sign_in on event ((data->>'address'), at) where kind = 'account.sign_in_failed';

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
  is_strong boolean not null default false, -- signed in with a second factor
  via text not null default 'password' check (via in ('password', 'oidc')),
  address text not null,
  user_agent text not null,
  ended_at timestamptz
);
create index session_account on session (account_id) where ended_at is null;
create index session_open on session (last_seen_at, id) where ended_at is null;

-- Second factors (SEC-04): a secret for one-time codes, sealed under the node's vault, or the public key of a passkey.
create table second_factor (
  id uuid primary key,
  account_id uuid not null references account,
  kind text not null check (kind in ('totp', 'passkey')),
  name text not null,
  secret_sealed bytea,
  last_step bigint,                         -- the last time step used: a code is good once
  credential_id text unique,
  public_key bytea,
  counter bigint,
  created_at timestamptz not null,
  confirmed_at timestamptz,                 -- null until the first code was right
  last_used_at timestamptz,
  check ((kind = 'totp') = (secret_sealed is not null)),
  check ((kind = 'passkey') = (credential_id is not null and public_key is not null))
);
create index second_factor_account on second_factor (account_id);

create table recovery_code (
  account_id uuid not null references account,
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- Between the password and the second factor, while a passkey is being made, or signs a text: five minutes.
create table sign_in_step (
  token_hash text primary key,
  account_id uuid not null references account,
  purpose text not null check (purpose in ('signIn', 'addPasskey', 'signOff')),
  challenge text,
  must_change_password boolean not null default false,
  via text not null default 'password' check (via in ('password', 'oidc')),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_step_age on sign_in_step (expires_at);

create table one_time_link (
  token_hash text primary key,
  purpose text not null check (purpose in ('setUp', 'resetPassword')),
  role text check (role in ('systemAdmin', 'securityAdmin', 'auditor')),
  account_id uuid references account,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((purpose = 'setUp') = (role is not null)),
  check ((purpose = 'resetPassword') = (account_id is not null))
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
