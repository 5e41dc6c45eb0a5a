-- Answers kept under an Idempotency-Key are sealed from now on; without a key's id one was kept before.
alter table peerwork.idempotency add column key_id text;
