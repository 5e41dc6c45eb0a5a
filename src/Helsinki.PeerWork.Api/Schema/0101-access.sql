-- The access log: who, role, when, what, why, result. Rows are only ever added.
create schema audit;

create table audit.access_log (
    id        bigint generated always as identity primary key,
    at        timestamptz not null,
    user_id   uuid not null,
    roles     text[] not null,
    operation text not null,
    record    uuid,
    persons   uuid[] not null,
    ground    text not null,
    status    int not null
);

create index access_log_persons on audit.access_log using gin (persons);
create index access_log_record on audit.access_log (record);
create index access_log_at on audit.access_log (at);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the access log is append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger access_log_append_only before update or delete on audit.access_log for each row execute function audit.refuse_change();
create trigger access_log_no_truncate before truncate on audit.access_log for each statement execute function audit.refuse_change();

-- An administrator's links: what a user is, and where, beside what the token says.
create schema access;

create table access.user_link (
    user_id     uuid not null,
    role        text not null,
    centre      text,
    peer_worker uuid,
    constraint user_link_once unique nulls not distinct (user_id, role, centre, peer_worker)
);
