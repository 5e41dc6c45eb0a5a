-- Whoever lost its race again and again takes its turn: appends let it pass, and try again. An append never waits here, so that it holds no connection
-- the other may need: it loses (PW409) and is decided again.
create function peerwork.let_pass() returns void language plpgsql as $$
begin
    if not pg_try_advisory_xact_lock_shared(8102083431404236910) then
        raise exception 'another append takes its turn' using errcode = 'PW409';
    end if;
end $$;
