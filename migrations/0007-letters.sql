-- Letters that somebody is to get. id says what a letter is about, so that two processes that want the same one write one.
-- about: what its writer needs to know, as JSON; wiped once it is settled: sent, refused or unsure. Before that its state is waiting or sending.
create table mail (
  id text not null primary key,
  record_id text references record (id) on delete cascade deferrable initially deferred,
  person_id text references person (id) on delete cascade deferrable initially deferred,
  kind text not null,
  address text not null,
  about text not null,
  state text not null,
  attempts integer not null,
  not_before text not null,
  claimed_until text,
  problem text,
  created_at text not null,
  settled_at text
);
create index mail_waiting on mail (state, not_before);
create index mail_address on mail (address);
