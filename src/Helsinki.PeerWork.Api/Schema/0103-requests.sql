-- Answers to requests that carried an Idempotency-Key, kept 24 hours; a running number for the codes people say aloud.
create table peerwork.idempotency (
    user_id  uuid not null,
    key      text not null,
    request  bytea not null,
    at       timestamptz not null,
    status   int not null,
    location text,
    etag     text,
    body     bytea,
    constraint idempotency_key_once primary key (user_id, key)
);

create index idempotency_at on peerwork.idempotency (at);

create sequence peerwork.process_code;
