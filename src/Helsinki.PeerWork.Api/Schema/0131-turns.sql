-- Whose turn it is at what, and from when until when. A turn is a row and no lock: nothing is held while its work is done. It outlives neither a crash
-- of the database nor its time, whichever way the clock was moved meanwhile.
create unlogged table peerwork.turn (
    holder  uuid         not null primary key,
    at      uuid[]       not null,
    since   timestamptz  not null,
    until   timestamptz  not null
);

-- Takes the turn at all of it, or at none of it because another has some.
create function peerwork.take_turn(taker uuid, wanted uuid[], lease interval) returns boolean language plpgsql as $$
begin
    perform pg_advisory_xact_lock(8102083431404236910); -- one after another, each seeing what those before it took
    delete from peerwork.turn as t where t.holder = taker or not clock_timestamp() between t.since and t.until;
    insert into peerwork.turn (holder, at, since, until)
    select taker, wanted, clock_timestamp(), clock_timestamp() + lease
    where not exists (select from peerwork.turn as t where t.at && wanted);
    return found;
end $$;

-- In an append: raises PW409 when another has its turn at one of the streams, as if that one had been faster.
create function peerwork.let_pass(appender uuid, streams uuid[]) returns void language plpgsql as $$
begin
    if exists (
        select from peerwork.turn as t
        where t.holder <> appender and t.at && streams and clock_timestamp() between t.since and t.until)
    then
        raise exception using errcode = 'PW409', message = 'Another has its turn at one of the streams.';
    end if;
end $$;

-- Whether the database takes writes: one row, written whenever somebody asks.
create table peerwork.heartbeat (
    at timestamptz not null
);

insert into peerwork.heartbeat values (now());
