-- A lane is one small row per company that tells whether a visit is worth while. No index stands on its changing
-- columns: PostgreSQL then updates it in place, and companies do not meet on index pages.
CREATE TABLE job (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'succeeded', 'failed', 'dead', 'cancelled')),
  priority TEXT NOT NULL CHECK (priority IN ('urgent', 'high', 'normal', 'low')),
  run_at INTEGER NOT NULL,
  unique_key TEXT,
  attempt INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  -- Rises with every claim: whoever holds a lower number has lost the job.
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
  PRIMARY KEY (company_id, id)
) TENANT;
CREATE INDEX job_waiting ON job (company_id, priority, run_at, id, state) WHERE state IN ('queued', 'failed');
CREATE INDEX job_running ON job (company_id, locked_until, id) WHERE state = 'running';
CREATE INDEX job_finished ON job (company_id, finished_at, id) WHERE state IN ('succeeded', 'cancelled');
CREATE INDEX job_dead ON job (company_id, finished_at, id) WHERE state = 'dead';
CREATE UNIQUE INDEX job_open_key ON job (company_id, kind, unique_key)
  WHERE unique_key IS NOT NULL AND state IN ('queued', 'running', 'failed');
CREATE INDEX job_by_creation ON job (company_id, created_at, id);
CREATE INDEX job_by_state ON job (company_id, state, created_at, id);

CREATE TABLE job_lane (
  company_id UUID NOT NULL PRIMARY KEY,
  -- The first instant at which a job is due or a lease runs out; null: nothing waits.
  next_at INTEGER
) TENANT;

CREATE TABLE event (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  -- 1, 2, 3 … per company, without gaps, in the order of commits.
  position INTEGER NOT NULL,
  aggregate_kind TEXT NOT NULL,
  aggregate_id UUID NOT NULL,
  name TEXT NOT NULL,
  payload TEXT NOT NULL,
  user_id UUID,
  occurred_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, id)
) TENANT;
CREATE UNIQUE INDEX event_position ON event (company_id, position);

CREATE TABLE event_lane (
  company_id UUID NOT NULL PRIMARY KEY,
  last_position INTEGER NOT NULL
) TENANT;

CREATE TABLE event_consumer (
  name TEXT NOT NULL PRIMARY KEY,
  registered_at INTEGER NOT NULL
) GLOBAL;

CREATE TABLE event_cursor (
  company_id UUID NOT NULL,
  consumer TEXT NOT NULL,
  -- The last event whose effects are in the database.
  position INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  next_try_at INTEGER,
  error TEXT NOT NULL,
  PRIMARY KEY (company_id, consumer)
) TENANT;

CREATE TABLE event_parked (
  company_id UUID NOT NULL,
  consumer TEXT NOT NULL,
  id UUID NOT NULL,
  position INTEGER NOT NULL,
  aggregate_kind TEXT NOT NULL,
  aggregate_id UUID NOT NULL,
  name TEXT NOT NULL,
  payload TEXT NOT NULL,
  user_id UUID,
  occurred_at INTEGER NOT NULL,
  error TEXT NOT NULL,
  parked_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, consumer, id)
) TENANT;

CREATE TABLE schedule (
  name TEXT NOT NULL PRIMARY KEY,
  last_at INTEGER NOT NULL
) GLOBAL;

CREATE TABLE schedule_firing (
  company_id UUID NOT NULL,
  name TEXT NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, name)
) TENANT;
