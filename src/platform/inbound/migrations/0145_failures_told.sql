-- When people were last told that an event of this endpoint had failed: once a day at most, however many fail.
ALTER TABLE inbound_endpoint ADD COLUMN failure_told_at INTEGER;
