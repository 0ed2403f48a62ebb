-- Accounts. Tables are better-auth's, under our names; a person's row owns all the others.
create table person (
  id text not null primary key,
  name text not null,
  email text not null,
  email_verified integer not null,
  image text,
  created_at text not null,
  updated_at text not null
);
create unique index person_email on person (email);
create table session (
  id text not null primary key,
  token text not null,
  person_id text not null references person (id) on delete cascade deferrable initially deferred,
  expires_at text not null,
  created_at text not null,
  updated_at text not null,
  ip_address text,
  user_agent text,
  active_organization_id text
);
create unique index session_token on session (token);
create index session_person on session (person_id);
create table sign_in (
  id text not null primary key,
  person_id text not null references person (id) on delete cascade deferrable initially deferred,
  provider text not null,
  provider_account text not null,
  password text,
  access_token text, refresh_token text, id_token text,
  access_token_expires_at text, refresh_token_expires_at text, scope text,
  created_at text not null,
  updated_at text not null
);
create index sign_in_person on sign_in (person_id);
create table proof_of_mail (
  id text not null primary key,
  identifier text not null,
  value text not null,
  expires_at text not null,
  created_at text not null,
  updated_at text not null
);
create index proof_of_mail_identifier on proof_of_mail (identifier);
create table passkey (
  id text not null primary key,
  person_id text not null references person (id) on delete cascade deferrable initially deferred,
  name text,
  credential_id text not null,
  public_key text not null,
  counter double precision not null,
  device_type text not null,
  backed_up integer not null,
  transports text,
  aaguid text,
  created_at text
);
create unique index passkey_credential on passkey (credential_id);
create index passkey_person on passkey (person_id);
create table organization (
  id text not null primary key,
  name text not null,
  slug text not null,
  logo text,
  metadata text,
  created_at text not null
);
create unique index organization_slug on organization (slug);
create table member (
  id text not null primary key,
  organization_id text not null references organization (id) on delete cascade deferrable initially deferred,
  person_id text not null references person (id) on delete cascade deferrable initially deferred,
  role text not null,
  created_at text not null
);
create unique index member_once on member (organization_id, person_id);
create index member_person on member (person_id);
create table invitation (
  id text not null primary key,
  organization_id text not null references organization (id) on delete cascade deferrable initially deferred,
  email text not null,
  role text,
  status text not null,
  expires_at text not null,
  inviter_id text not null references person (id) on delete cascade deferrable initially deferred,
  created_at text not null
);
create index invitation_email on invitation (email);
create index invitation_organization on invitation (organization_id);
create table attempt (
  bucket text not null primary key,
  count integer not null,
  ends_at text not null
);
create index attempt_ends_at on attempt (ends_at);
-- A link that lets whoever holds it join an organization in one role; only the hash of its secret is kept.
create table invitation_link (
  id text not null primary key,
  organization_id text not null references organization (id) on delete cascade deferrable initially deferred,
  role text not null,
  made_by text not null references person (id) on delete cascade deferrable initially deferred,
  uses_left integer not null,
  expires_at text not null,
  created_at text not null
);
create index invitation_link_organization on invitation_link (organization_id);
