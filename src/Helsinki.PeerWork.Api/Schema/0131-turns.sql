-- What one instance of several does by the clock: whose turn it is, and until when.
create table peerwork.turn (
    work   text primary key,
    holder uuid not null,
    until  timestamptz not null
);

-- Whether the database takes writes: one row, written whenever somebody asks.
create table peerwork.heartbeat (
    at timestamptz not null
);

insert into peerwork.heartbeat values (now());
