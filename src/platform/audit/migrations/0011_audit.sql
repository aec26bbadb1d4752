CREATE TABLE audit_entry (
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
) TENANT;
CREATE INDEX audit_entry_subject ON audit_entry (company_id, subject_id, at, id);
CREATE INDEX audit_entry_at ON audit_entry (company_id, at, id);
