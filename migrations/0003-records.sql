-- The record of one person, and the owner of everything they keep. It belongs to an account, or to one browser
-- (browser_id = SHA-256 of its token). version = seq of its last event, head = that event's hash.
create table record (
  id text not null primary key,
  person_id text references person (id) on delete cascade deferrable initially deferred,
  browser_id text,
  content text not null,
  answers text not null,
  version integer not null,
  head text not null,
  created_at text not null,
  updated_at text not null
);
create unique index record_browser on record (browser_id);
create unique index record_person on record (person_id);
create index record_updated_at on record (updated_at);
-- Every change of a record: before and after hold the parts that changed, as JSON. One chain for each record: hash
-- covers the row and the hash before it. (record_id, seq) lets exactly one of two writers win.
create table event (
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  seq integer not null,
  at text not null,
  who text not null,
  kind text not null,
  subject text not null,
  before text,
  after text,
  undoes integer,
  hash_before text not null,
  hash text not null,
  primary key (record_id, seq)
);
create index event_subject on event (record_id, subject, seq);
create table evidence (
  id text not null primary key,
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  sha256 text not null,
  media text not null,
  bytes integer not null,
  name text not null,
  added_at text not null
);
create unique index evidence_once on evidence (record_id, sha256);
create table evidence_use (
  evidence_id text not null references evidence (id) on delete cascade deferrable initially deferred,
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  subject text not null,
  primary key (evidence_id, subject)
);
create index evidence_use_subject on evidence_use (record_id, subject);
insert into record (id, person_id, browser_id, content, answers, version, head, created_at, updated_at)
  select id, null, id, record, answers, version, '', created_at, updated_at from browser_record;
drop table browser_record;
