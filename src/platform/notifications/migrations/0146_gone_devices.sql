-- A browser whose push service knows its address no more: it is written to again once it has told of its next one.
ALTER TABLE push_device ADD COLUMN gone_at INTEGER;
