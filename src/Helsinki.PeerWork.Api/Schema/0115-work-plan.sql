-- What a peer worker plans to do in a month: their own, sealed; the version is that of their row in personal.peer_worker.
create table personal.work_plan (
    worker uuid not null,
    month  text not null,
    key_id text not null,
    plan   bytea not null,
    constraint work_plan_once primary key (worker, month)
);
