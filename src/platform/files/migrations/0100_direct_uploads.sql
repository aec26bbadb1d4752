-- A place promised to bytes that are sent directly, and what has become of them; forgotten after a day or two.
CREATE TABLE file_upload (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  owner_id UUID,
  purpose TEXT,
  file_name TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT,
  file_id UUID,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id) REFERENCES company (company_id)
) TENANT;
CREATE INDEX file_upload_age ON file_upload (created_at);
