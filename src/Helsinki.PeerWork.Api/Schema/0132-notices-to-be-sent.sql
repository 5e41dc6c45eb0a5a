-- A notice is written with what it tells of, by the transaction that has its message; when it was sent is written after it was.
alter table peerwork.concern_notice alter column sent_at drop not null;
