-- A job that failed for good may be dropped: nobody has to look at it any more.
/*sqlite:
CREATE TABLE job_with_drops (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'dead', 'dropped', 'cancelled')),
  priority TEXT NOT NULL CHECK (priority IN ('urgent', 'high', 'normal', 'low')),
  run_at INTEGER NOT NULL,
  unique_key TEXT,
  attempt INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  lease INTEGER NOT NULL,
  locked_by TEXT,
  locked_until INTEGER,
  cancel_requested INTEGER NOT NULL,
  progress INTEGER NOT NULL,
  note TEXT NOT NULL,
  error TEXT NOT NULL,
  created_by UUID,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  trace_context TEXT,
  PRIMARY KEY (company_id, id)
) TENANT;
INSERT INTO job_with_drops SELECT * FROM job;
DROP TABLE job;
ALTER TABLE job_with_drops RENAME TO job;
CREATE INDEX job_waiting ON job (company_id, priority, run_at, id, state) WHERE state IN ('queued', 'failed');
CREATE INDEX job_running ON job (company_id, locked_until, id) WHERE state = 'running';
CREATE INDEX job_dead ON job (company_id, finished_at, id) WHERE state = 'dead';
CREATE UNIQUE INDEX job_open_key ON job (company_id, kind, unique_key)
  WHERE unique_key IS NOT NULL AND state IN ('queued', 'running', 'failed');
CREATE INDEX job_by_creation ON job (company_id, created_at, id);
CREATE INDEX job_by_state ON job (company_id, state, created_at, id);
*/
/*pg:
ALTER TABLE job DROP CONSTRAINT job_state_check;
ALTER TABLE job ADD CONSTRAINT job_state_check
  CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'dead', 'dropped', 'cancelled'));
DROP INDEX job_finished;
*/
CREATE INDEX job_finished ON job (company_id, finished_at, id) WHERE state IN ('succeeded', 'dropped', 'cancelled');
ALTER TABLE job ADD COLUMN drop_reason TEXT;
