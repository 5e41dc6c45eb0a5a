-- Marten's event tables, by Marten's names, types and keys: Marten opens this database and this program opens Marten's.
-- Nothing of ours is added to them. {events} is the schema they live in.
create schema if not exists {events};
create schema if not exists read;

create table if not exists {events}.mt_streams (
    id           uuid         not null constraint pkey_mt_streams_id primary key,
    type         varchar,
    version      bigint,
    timestamp    timestamptz  not null default now(),
    created      timestamptz  not null default now(),
    tenant_id    varchar      default '*DEFAULT*',
    is_archived  boolean      default false
);

create table if not exists {events}.mt_events (
    seq_id          bigint        not null constraint pkey_mt_events_seq_id primary key,
    id              uuid          not null,
    stream_id       uuid          constraint fkey_mt_events_stream_id references {events}.mt_streams (id) on delete cascade,
    version         bigint        not null,
    data            jsonb         not null,
    bdata           bytea,
    type            varchar(500)  not null,
    timestamp       timestamptz   not null,
    tenant_id       varchar       default '*DEFAULT*',
    mt_dotnet_type  varchar,
    correlation_id  varchar,
    causation_id    varchar,
    headers         jsonb,
    user_name       varchar,
    is_archived     boolean       default false
);
create unique index if not exists pk_mt_events_stream_and_version on {events}.mt_events (stream_id, version);

-- Cache 1: numbers are drawn in order over all sessions, which the proof that a gap is dead rests on.
create sequence if not exists {events}.mt_events_sequence cache 1;
alter sequence {events}.mt_events_sequence owned by {events}.mt_events.seq_id;

create table if not exists {events}.mt_event_progression (
    name               varchar      not null constraint pk_mt_event_progression primary key,
    last_seq_id        bigint,
    last_updated       timestamptz  default transaction_timestamp(),
    mode               varchar      default 'none',
    rebuild_threshold  int          default 0,
    assigned_node      int          default 0
);

create table if not exists {events}.mt_high_water_skips (
    ending_sequence    bigint       not null constraint pkey_mt_high_water_skips_ending_sequence primary key,
    starting_sequence  bigint       not null,
    timestamp          timestamptz  not null default transaction_timestamp()
);

-- Events a projection passes over, because somebody decided so.
create table peerwork.parked_event (
    projection  text         not null,
    position    bigint       not null,
    parked_by   text         not null,
    parked_at   timestamptz  not null,
    primary key (projection, position)
);

-- Appends to one or several streams, or raises PW409 when any of them is not at its expected version.
-- Streams are taken in the order of their ids, so that two writers never wait for each other in a ring, and numbers
-- are drawn only after every version was found right, so that a lost race leaves no gap.
-- A stream with nothing added is only guarded: its version stays what it is until this transaction ends.
create function peerwork.append(
    stream_ids uuid[], categories text[], expected bigint[], added int[],
    event_ids uuid[], event_streams uuid[], event_versions bigint[], event_types text[], dotnet_types text[], bodies jsonb[],
    at timestamptz, by_user text, correlation text, causation text)
returns void language plpgsql as $$
declare
    s record;
begin
    for s in
        select t.id, t.category, t.version, t.added
        from unnest(stream_ids, categories, expected, added) as t (id, category, version, added)
        order by t.id
    loop
        if s.version > 0 and s.added > 0 then
            update {events}.mt_streams as m set version = s.version + s.added, timestamp = at where m.id = s.id and m.version = s.version;
        elsif s.version > 0 then
            perform from {events}.mt_streams as m where m.id = s.id and m.version = s.version for share;
        else
            insert into {events}.mt_streams (id, type, version, timestamp, created) values (s.id, s.category, s.added, at, at) on conflict do nothing;
        end if;
        if not found then
            raise exception using errcode = 'PW409', message = format('Stream %s is not at version %s.', s.id, s.version);
        end if;
        if s.version = 0 and s.added = 0 then
            -- The key stays taken until we commit or roll back: nobody else can begin the stream meanwhile.
            delete from {events}.mt_streams as m where m.id = s.id;
        end if;
    end loop;

    insert into {events}.mt_events
        (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, user_name, correlation_id, causation_id)
    select nextval('{events}.mt_events_sequence'), e.id, e.stream, e.version, e.body, e.type, at, e.dotnet_type, by_user, correlation, causation
    from unnest(event_ids, event_streams, event_versions, event_types, dotnet_types, bodies) with ordinality
        as e (id, stream, version, type, dotnet_type, body, nth)
    order by e.nth;
end $$;

-- Moves a projection's progress in the transaction that writes its rows, or raises PW410: somebody else has moved it.
create function peerwork.advance(projection text, starts bigint, ends bigint) returns void language plpgsql as $$
begin
    update {events}.mt_event_progression as p set last_seq_id = ends, last_updated = transaction_timestamp()
    where p.name = projection and p.last_seq_id = starts;
    if not found then
        raise exception using errcode = 'PW410', message = format('Projection %s is not at %s.', projection, starts);
    end if;
end $$;
