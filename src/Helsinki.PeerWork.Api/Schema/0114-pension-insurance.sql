-- Whether a payee has a YEL insurance, sealed like the rest of the row; all three null: nothing is known.
alter table personal.peer_worker
    add column yel_status bytea,
    add column yel_certificate_on bytea,
    add column yel_next_check bytea;
