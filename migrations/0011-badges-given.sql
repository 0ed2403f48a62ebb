-- What a badge in a wallet proves: a part of the record, named as in evidence_use.
create table badge_use (
  badge_id text not null references badge (id) on delete cascade deferrable initially deferred,
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  subject text not null,
  primary key (badge_id, subject)
);
create index badge_use_subject on badge_use (record_id, subject);
-- Made anew, because a badge stays its holder's when the organization that gave it ends. hidden_at: since when its
-- holder lets nobody look at its page; null = whoever has the address may look. The rows come last: PostgreSQL changes no
-- table whose rows still wait for their references to be looked at.
drop index issued_badge_record;
drop index issued_badge_place;
alter table issued_badge rename to issued_badge_before;
create table issued_badge (
  id text not null primary key,
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  organization_id text references organization (id) on delete set null deferrable initially deferred,
  key_id text not null references issuer_key (id) deferrable initially deferred,
  list_id text not null,
  place integer not null,
  text text not null,
  issued_at text not null,
  hidden_at text
);
create index issued_badge_record on issued_badge (record_id);
create unique index issued_badge_place on issued_badge (list_id, place);
-- A badge that an organization offers; it is signed when the learner accepts it. id = SHA-256 of the secret in its link.
-- learner: what the organization calls them. person_id: the member it is for; null = whoever has the link. award: JSON.
-- record_id and badge_id stand there once it is accepted. state: offered, accepted or declined.
create table badge_offer (
  id text not null primary key,
  organization_id text not null references organization (id) on delete cascade deferrable initially deferred,
  made_by text references person (id) on delete set null deferrable initially deferred,
  person_id text references person (id) on delete cascade deferrable initially deferred,
  record_id text references record (id) on delete cascade deferrable initially deferred,
  badge_id text references issued_badge (id) on delete cascade deferrable initially deferred,
  learner text not null,
  award text not null,
  state text not null,
  offered_at text not null,
  expires_at text not null,
  answered_at text
);
create index badge_offer_organization on badge_offer (organization_id, offered_at);
create index badge_offer_person on badge_offer (person_id);
insert into issued_badge (id, record_id, organization_id, key_id, list_id, place, text, issued_at, hidden_at)
  select id, record_id, organization_id, key_id, list_id, place, text, issued_at, null from issued_badge_before;
drop table issued_badge_before;
