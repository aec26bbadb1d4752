CREATE TABLE file (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  owner_id UUID,
  access TEXT NOT NULL,
  file_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  status TEXT NOT NULL,
  problem TEXT,
  analysis TEXT,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id) REFERENCES company (company_id)
) TENANT;
CREATE INDEX file_created ON file (company_id, created_at, id);
CREATE INDEX file_access ON file (company_id, access, created_at);
CREATE INDEX file_owner ON file (company_id, owner_id, created_at, id);

-- Identical content is analysed once, whoever sends it: the result follows from the bytes alone.
CREATE TABLE content_analysis (
  sha256 TEXT NOT NULL PRIMARY KEY,
  engine_version INTEGER NOT NULL,
  problem TEXT,
  analysis TEXT,
  created_at INTEGER NOT NULL
) GLOBAL;
