-- Rows of projections as they were known at a past moment: which there are, how far they are, and in what shape they were made.
create table peerwork.past_rows (
    projection text not null,
    mark       text not null,
    shape      text not null,
    position   bigint not null,
    last_event bigint not null,
    used_at    timestamptz not null,
    constraint past_rows_once primary key (projection, mark)
);
