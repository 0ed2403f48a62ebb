-- Anonymous records, each kept for one browser only. The browser holds a random token in a cookie;
-- the row is named by the SHA-256 of that token, so that nobody who reads the database can use a row.
create table browser_record (
  id text not null primary key,
  record text not null,
  answers text not null,
  version integer not null,
  created_at text not null,
  updated_at text not null
);

-- Old rows are pruned by the time of their last save.
create index browser_record_updated_at on browser_record (updated_at);
