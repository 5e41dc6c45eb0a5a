-- Answer files payroll uploaded, kept sealed in pieces as they came.
create table payroll.answer_file (
    answers      uuid not null,
    export       uuid not null,
    sha256       text not null,
    name         text not null,
    content_type text not null,
    content      uuid not null unique,
    length       bigint not null,
    constraint answer_file_once primary key (answers),
    constraint answer_file_of_export_once unique (export, sha256)
);

-- What answers said that could be put to no line. Whose payment it was stands in the file alone.
create table payroll.unmatched_answer (
    answers uuid not null,
    place   int not null,
    export  uuid not null,
    line    uuid,
    day     date,
    gross   numeric,
    reason  text,
    because text not null,
    constraint unmatched_answer_once primary key (answers, place)
);

create index unmatched_answer_export on payroll.unmatched_answer (export);
