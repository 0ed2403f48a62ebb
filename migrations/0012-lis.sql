-- A laboratory information system: an installation has one, and each practice run over the wire has one of its own.
create table lis (
  id text not null primary key,
  opened_at text not null
);
-- What happened in it, one line after the other, from 1. Lines are only ever added, never changed: line is the event as JSON,
-- hash the SHA-256 of the line before and this one. Two processes cannot both write line n.
create table lis_line (
  lis_id text not null references lis (id) on delete cascade deferrable initially deferred,
  seq integer not null,
  hash text not null,
  line text not null,
  primary key (lis_id, seq)
);
