-- Badges that a person brought, as they came, with what a check found and when.
create table badge (
  id text not null primary key,
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  form text not null,
  text text not null,
  sha256 text not null,
  name text not null,
  issuer text not null,
  valid_from text,
  valid_until text,
  verdict text not null,
  checks text not null,
  checked_at text not null,
  added_at text not null
);
create unique index badge_once on badge (record_id, sha256);
-- The installation's own keys. holder: the name they sign for, did:web:HOST, or did:key where there is no public address.
-- sealed: the secret half as a JWE; null once it is thrown away. A retired did:key keeps it, to sign its own lists.
create table issuer_key (
  id text not null primary key,
  holder text not null,
  did text not null,
  public_key text not null,
  sealed text,
  state text not null,
  created_at text not null,
  retired_at text
);
-- Of two processes that make a key at once, one does.
create unique index issuer_key_current on issuer_key (holder) where state = 'current';
-- did: whose list it is; a badge and its list have one issuer. signed: the list as it was last signed, and for which
-- version. A change of an entry makes a new version.
create table status_list (
  id text not null primary key,
  did text not null,
  purpose text not null,
  places integer not null,
  version integer not null,
  signed text,
  signed_version integer,
  signed_key text,
  signed_at text
);
-- Outlives the badge: a place that was given once is never given again, and a revoked badge stays revoked.
create table status_entry (
  list_id text not null references status_list (id) deferrable initially deferred,
  place integer not null,
  state text not null,
  reason text,
  changed_at text not null,
  primary key (list_id, place)
);
create table issued_badge (
  id text not null primary key,
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  organization_id text references organization (id) on delete cascade deferrable initially deferred,
  key_id text not null references issuer_key (id) deferrable initially deferred,
  list_id text not null,
  place integer not null,
  text text not null,
  issued_at text not null
);
create index issued_badge_record on issued_badge (record_id);
create unique index issued_badge_place on issued_badge (list_id, place);
-- Issuers and lists of other installations, pinned so that checking needs no network. id: their did:web or https address.
create table pinned_document (
  id text not null primary key,
  kind text not null,
  text text not null,
  sha256 text not null,
  fetched_at text not null
);
