-- What a person did to keep up, with the day it was done (or the month). areas and accreditation: lists as JSON. Null in
-- any of provider, hours, minutes_per_hour, points, areas, kind, accreditation = not told. What proves it stands in
-- evidence_use, under the subject "activity ID".
create table activity (
  id text not null primary key,
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  title text not null,
  provider text,
  done_on text not null,
  hours double precision,
  minutes_per_hour integer,
  points double precision,
  areas text,
  kind text,
  accreditation text,
  version integer not null,
  created_at text not null,
  updated_at text not null
);
create index activity_record on activity (record_id, done_on);
-- What the person was last shown of a verdict, a plan or an allocation: a change of content is told against this.
-- digest: SHA-256 of what decided; rules: which content it was made with.
create table shown (
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  subject text not null,
  digest text not null,
  summary text not null,
  rules text not null,
  shown_at text not null,
  primary key (record_id, subject)
);
-- What changed for a person because content changed: before and after in words, and the source.
create table notice (
  id text not null primary key,
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  subject text not null,
  before text not null,
  after text not null,
  source text not null,
  made_at text not null,
  read_at text
);
create index notice_record on notice (record_id, made_at);
-- leads: days before a deadline on which a letter is sent, as JSON.
create table reminder_choice (
  record_id text not null primary key references record (id) on delete cascade deferrable initially deferred,
  by_mail integer not null,
  leads text not null,
  updated_at text not null
);
-- A calendar to subscribe to. id = SHA-256 of the secret in its address.
create table feed (
  id text not null primary key,
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  created_at text not null,
  revoked_at text
);
create index feed_record on feed (record_id);
