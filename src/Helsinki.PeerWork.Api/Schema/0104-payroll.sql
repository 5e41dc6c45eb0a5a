-- The files handed to payroll, as they were rendered, encrypted; a download is these bytes.
create schema payroll;

create table payroll.file (
    export uuid not null,
    format text not null,
    name   text not null,
    sha256 text not null,
    key_id text not null,
    bytes  bytea not null,
    constraint file_once primary key (export, format)
);
