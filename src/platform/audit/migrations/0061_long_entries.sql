-- In a tree of keys, rows longer than a quarter of a page get a page of their own each, mostly empty. Entries are that long.
/*sqlite:
CREATE TABLE audit_entry_by_number (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  at INTEGER NOT NULL,
  user_id UUID,
  role TEXT NOT NULL,
  address TEXT NOT NULL,
  request_id TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id UUID NOT NULL,
  before_state TEXT,
  after_state TEXT,
  PRIMARY KEY (company_id, id)
) TENANT_LONG_ROWS;
INSERT INTO audit_entry_by_number SELECT * FROM audit_entry;
DROP TABLE audit_entry;
ALTER TABLE audit_entry_by_number RENAME TO audit_entry;
CREATE INDEX audit_entry_subject ON audit_entry (company_id, subject_id, at, id);
CREATE INDEX audit_entry_at ON audit_entry (company_id, at, id);
*/
