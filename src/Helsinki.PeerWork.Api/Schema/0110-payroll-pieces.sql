-- Large contents of payroll, sealed piece by piece while they are made and opened piece by piece while they are sent. Pieces count once a
-- row names their content; those no row ever named are cleared away after a day.
create table payroll.piece (
    content uuid not null,
    number  int not null,
    at      timestamptz not null,
    key_id  text not null,
    bytes   bytea not null,
    constraint piece_once primary key (content, number)
);

-- Files made before this script keep their bytes where they are.
alter table payroll.file alter column key_id drop not null;
alter table payroll.file alter column bytes drop not null;
alter table payroll.file add column content uuid unique;
alter table payroll.file add column length bigint;
alter table payroll.file add constraint file_kept_in_one_way check ((bytes is null) = (content is not null) and (content is null) = (length is null));
