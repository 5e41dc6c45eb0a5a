-- A right is a role at a centre, from a day until a day. What needs a second administrator's word is in force once it has it.
alter table access.user_link
    add column valid_from date,
    add column valid_until date,
    add column proposed_by uuid,
    add column confirmed_by uuid;

-- Links made before this script were in force at once.
update access.user_link set proposed_by = '00000000-0000-7000-8000-000000000001', confirmed_by = '00000000-0000-7000-8000-000000000001';

alter table access.user_link
    alter column proposed_by set not null,
    add constraint user_link_period check (valid_from <= valid_until),
    drop constraint user_link_once,
    add constraint user_link_once unique nulls not distinct (user_id, role, centre, peer_worker, valid_from, valid_until);

-- What a request changed of somebody's rights, in words: before and after.
alter table audit.access_log
    add column before text[],
    add column after text[];

-- The rights somebody's log-in said when it was last used, as claims write them: therapist@Malmi. Until the next log-in none are known.
alter table personal.colleague add column rights text[] not null default '{}';
