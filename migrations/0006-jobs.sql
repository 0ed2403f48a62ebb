-- Work that one process does once in a while, of however many there are. holder: who is at it; until: so long nobody else
-- takes it, unless it is kept anew; done_at: when it was last done; said: what came of it.
create table job (
  name text not null primary key,
  holder text not null,
  until text not null,
  done_at text,
  said text
);
-- What is known of the installation as a whole, by name.
create table installation (
  name text not null primary key,
  value text not null
);
