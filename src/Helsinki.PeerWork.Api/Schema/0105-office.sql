-- How often the links of a user were replaced: what If-Match speaks of.
create table access.user_version (
    user_id uuid primary key,
    version bigint not null
);

-- Replacing the links of a user is decided on their version, and lost like an append when another was first.
create function access.guard_links(whose uuid, seen bigint) returns void language plpgsql as $$
begin
    -- A user without links yet has no row to wait for.
    perform pg_advisory_xact_lock(hashtextextended('access.user_version/' || whose, 0));
    if coalesce((select version from access.user_version where user_id = whose), 0) <> seen then
        raise exception 'the links of % are no longer at version %', whose, seen using errcode = 'PW409';
    end if;
end $$;

-- Notices of safety concerns that went out, so that each goes at least once, whoever sends it.
create table peerwork.concern_notice (
    concern uuid not null,
    kind    text not null,
    sent_at timestamptz not null,
    constraint concern_notice_once primary key (concern, kind)
);
