-- Audit: the signed heads of the hash chain over events (GB/T 22239-2019 8.1.4.3 c, domain.md SEC-11).

create table audit_checkpoint (
  position bigint primary key,
  hash text not null,                       -- of the chain at that position
  at timestamptz not null,
  key_id text not null,
  public_key_pem text not null,
  signature text not null                   -- Ed25519 over the canonical statement, base64url
);
create trigger audit_checkpoint_append_only before update or delete on audit_checkpoint
  for each row execute function refuse_change();

-- What was refused or failed, for the auditor's filter.
create index event_refused on event (id) where kind in ('access.refused', 'account.sign_in_failed', 'account.locked');
