-- Bytes that have arrived and are nobody's file yet; adding a file takes its rows away. What stays a day belongs to
-- nothing (a part that was only priced, an upload that was refused), and its bytes are removed.
CREATE TABLE content_arrival (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  caller TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, id)
) TENANT;
CREATE INDEX content_arrival_caller ON content_arrival (company_id, caller, created_at);
CREATE INDEX content_arrival_content ON content_arrival (sha256, created_at);
CREATE INDEX content_arrival_age ON content_arrival (created_at, sha256);
CREATE INDEX file_content ON file (sha256);

-- Bytes of files that people removed from their list: quotes and orders may have been made from them.
CREATE TABLE retained_content (
  sha256 TEXT NOT NULL PRIMARY KEY
) GLOBAL;
