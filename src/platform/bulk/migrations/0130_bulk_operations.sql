-- One action on many records: what was asked, how far it is, what came of it. `place` columns say where its job goes on.
CREATE TABLE bulk_operation (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  resource TEXT NOT NULL,
  action TEXT NOT NULL,
  changes TEXT NOT NULL,
  is_dry_run INTEGER NOT NULL,
  is_undoable INTEGER NOT NULL,
  state TEXT NOT NULL,
  stopped_because TEXT,
  matched INTEGER NOT NULL,
  checked INTEGER NOT NULL,
  succeeded INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  job_id UUID,
  undo_of UUID,
  undone_by UUID,
  place_at INTEGER,
  place_id UUID,
  created_by UUID,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  target TEXT NOT NULL,
  rights TEXT NOT NULL,
  PRIMARY KEY (company_id, id)
) TENANT_LONG_ROWS;
CREATE INDEX bulk_operation_created ON bulk_operation (company_id, created_at, id);
CREATE INDEX bulk_operation_job ON bulk_operation (company_id, job_id);

-- What came of one record, with the changed members before and after.
CREATE TABLE bulk_row (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  bulk_operation_id UUID NOT NULL,
  record_id UUID NOT NULL,
  number TEXT NOT NULL,
  ok INTEGER NOT NULL,
  code TEXT,
  detail TEXT,
  before TEXT,
  after TEXT,
  is_changed INTEGER NOT NULL,
  created_by UUID,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, bulk_operation_id) REFERENCES bulk_operation (company_id, id)
) TENANT_LONG_ROWS;
CREATE INDEX bulk_row_changed ON bulk_row (company_id, bulk_operation_id, is_changed, id);
CREATE INDEX bulk_row_created ON bulk_row (company_id, created_at, id);
