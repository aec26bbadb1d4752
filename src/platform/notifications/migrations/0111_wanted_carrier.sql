-- A message that goes by one connector and no other: a test of it.
ALTER TABLE message ADD COLUMN wanted_carrier TEXT NOT NULL DEFAULT '';
-- What a sandbox would have sent.
ALTER TABLE message_attempt ADD COLUMN request TEXT;
