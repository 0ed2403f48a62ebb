-- A content as it was in use here: digest = SHA-256 of all its files, files = their paths and texts, as JSON. It is kept until
-- everybody was told what the next one changed. first_at: since when it is in use; seen_at: when a server last had it.
create table rules (
  digest text not null primary key,
  files text not null,
  first_at text not null,
  seen_at text not null
);
-- Which content a person's verdicts, plans and allocations were last made with, and since when. Nothing was in it before:
-- what was shown is worked out from the kept content, not written down for each person.
drop table shown;
create table shown (
  record_id text not null primary key references record (id) on delete cascade deferrable initially deferred,
  rules text not null,
  shown_at text not null
);
create index shown_rules on shown (rules, record_id);
-- Whether what changed for a person is also told by letter; without a row it is.
create table notice_choice (
  record_id text not null primary key references record (id) on delete cascade deferrable initially deferred,
  by_mail integer not null,
  updated_at text not null
);
