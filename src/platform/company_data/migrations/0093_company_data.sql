-- Archives of everything a company has, made on request and kept for a week.
CREATE TABLE company_export (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  state TEXT NOT NULL,
  size INTEGER,
  row_count INTEGER,
  file_count INTEGER,
  created_by UUID NOT NULL,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  expires_at INTEGER,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, created_by) REFERENCES user_account (company_id, id)
) TENANT;
CREATE INDEX company_export_created ON company_export (company_id, created_at, id);

-- That a company was removed, and what went with it. The row outlives the company and names nobody.
CREATE TABLE company_removal (
  id UUID NOT NULL PRIMARY KEY,
  removed_company UUID NOT NULL,
  asked_at INTEGER NOT NULL,
  finished_at INTEGER,
  row_counts TEXT NOT NULL,
  file_count INTEGER NOT NULL,
  file_bytes INTEGER NOT NULL,
  audit_position INTEGER NOT NULL,
  audit_hash TEXT NOT NULL,
  signature TEXT NOT NULL
) GLOBAL;
