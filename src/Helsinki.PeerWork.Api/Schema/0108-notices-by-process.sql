-- A concern's id is chosen by whoever raises it, and is its own in its process alone. Notices sent before this script go once more.
alter table peerwork.concern_notice drop constraint concern_notice_once;
alter table peerwork.concern_notice add column process uuid not null default '00000000-0000-0000-0000-000000000000';
alter table peerwork.concern_notice alter column process drop default;
alter table peerwork.concern_notice add constraint concern_notice_once primary key (process, concern, kind);
