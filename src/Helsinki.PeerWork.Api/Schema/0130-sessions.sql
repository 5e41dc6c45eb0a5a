-- What pages need of a session. The keys cookies are protected with, sealed, so that every instance reads the same.
create table access.session_key (
    name    text primary key,
    key_id  text not null,
    element bytea not null
);

-- Forms sent after their session had ended, for their sender to find again within the hour.
create table access.kept_input (
    id      uuid primary key,
    user_id uuid not null,
    at      timestamptz not null,
    key_id  text not null,
    form    bytea not null
);

-- Colleagues by name: everybody who has logged in to the pages. Events know them by their ids alone.
create table personal.colleague (
    user_id uuid primary key,
    key_id  text not null,
    name    bytea not null,
    roles   text[] not null,
    centres text[] not null
);
