-- A shift at the laboratory's bench that belongs to a record. scenario: its id, and scenario_hash the SHA-256 of what it said when
-- the shift began. seed: secret until the debrief; the hidden world follows from it. mode: learn or shift. opened_hash: the state
-- hash before the first deed. verified: 1 = its log was played anew at the end and gave the same hashes. score: 0 to 100, once
-- there is one.
create table lab_shift (
  id text not null primary key,
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  scenario text not null,
  scenario_hash text not null,
  seed text not null,
  mode text not null,
  opened_hash text not null,
  begun_at text not null,
  finished_at text,
  verified integer,
  score double precision
);
create index lab_shift_record on lab_shift (record_id, begun_at);
-- What was done in it, deed by deed; nothing is ever changed or taken out. outside: 1 = done on record as beyond one's
-- authority. state_hash: after the deed.
create table lab_deed (
  shift_id text not null references lab_shift (id) on delete cascade deferrable initially deferred,
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  number integer not null,
  deed text not null,
  outside integer not null,
  state_hash text not null,
  done_at text not null,
  primary key (shift_id, number)
);
create index lab_deed_record on lab_deed (record_id);
