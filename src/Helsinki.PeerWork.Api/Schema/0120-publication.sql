-- What was published, and what is kept beside it, as it was rendered: a download is these bytes, for ever.
create schema publication;

create table publication.document (
    year       int not null,
    edition    int not null,
    name       text not null,
    media_type text not null,
    language   text,
    internal   boolean not null,
    sha256     text not null,
    bytes      bytea not null,
    constraint document_once primary key (year, edition, name)
);

create function publication.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what was published stays as it is' using errcode = 'insufficient_privilege';
end $$;

create trigger document_never_changes before update or delete on publication.document for each row execute function publication.refuse_change();
create trigger document_no_truncate before truncate on publication.document for each statement execute function publication.refuse_change();
