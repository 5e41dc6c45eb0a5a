-- Whether the demonstration history was begun and finished, so that a broken first start goes on where it was.
create table peerwork.demonstration (
    only_row    boolean primary key default true check (only_row),
    until       date not null,
    finished_at timestamptz
);
