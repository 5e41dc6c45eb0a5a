-- Sessions of the pages stand here; a cookie says which one it is and nothing else. Who reads this table can't come in with it: the id is a hash of what
-- the cookie says, and who it is is sealed.
create table access.session (
    id               bytea primary key,
    log_in           uuid not null unique,
    user_id          uuid not null,
    provider_session bytea,
    key_id           text not null,
    ticket           bytea not null,
    began_at         timestamptz not null,
    seen_at          timestamptz not null,
    asked_at         timestamptz not null
);

create index session_user_id on access.session (user_id);
