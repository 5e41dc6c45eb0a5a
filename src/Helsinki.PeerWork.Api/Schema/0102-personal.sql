-- Personal data, apart from the events: each column encrypted by itself (AES-GCM), the key's id in the row,
-- equality only through a keyed hash. Events know these people by their ids alone.
create schema personal;

create table personal.service_user (
    id             uuid primary key,
    key_id         text not null,
    reference      bytea not null,
    reference_hash bytea not null,
    constraint service_user_reference_once unique (reference_hash)
);

create table personal.peer_worker (
    id                 uuid primary key,
    key_id             text not null,
    version            bigint not null default 1,
    name               bytea,
    reference          bytea,
    reference_hash     bytea,
    identity_code      bytea,
    identity_code_hash bytea,
    payroll_number     bytea,
    monthly_limit      bytea,
    limit_shared       boolean not null default false,
    constraint peer_worker_reference_once unique (reference_hash),
    constraint peer_worker_identity_code_once unique (identity_code_hash)
);

-- A save decided on another version is lost; the code is the one an append is lost with, so that both are decided again.
create function personal.guard_peer_worker(worker uuid, seen bigint) returns void language plpgsql as $$
begin
    if coalesce((select version from personal.peer_worker where id = worker for update), 0) <> seen then
        raise exception 'personal data of % is no longer at version %', worker, seen using errcode = 'PW409';
    end if;
end $$;
