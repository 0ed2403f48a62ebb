-- What a person was last told by letter of one deadline. deadline = SHA-256 of its name; day = when it falls; days_left = how
-- many there were when it was told, so that whoever is told later (of two processes, or after a change of leads) sees that it is.
create table reminder (
  record_id text not null references record (id) on delete cascade deferrable initially deferred,
  deadline text not null,
  day text not null,
  days_left integer not null,
  letter text not null,
  told_at text not null,
  primary key (record_id, deadline)
);
create index reminder_letter on reminder (letter);
