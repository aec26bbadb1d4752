-- Somebody outside who is told what happens: where, of what, and how he can know that it is us. Secrets are sealed.
CREATE TABLE webhook (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  is_active INTEGER NOT NULL,
  switched_off_because TEXT,
  secret TEXT NOT NULL,
  old_secret TEXT,
  old_secret_until INTEGER,
  failures INTEGER NOT NULL,
  failing_since INTEGER,
  last_delivered_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id)
) TENANT;
CREATE INDEX webhook_active ON webhook (company_id, is_active, created_at, id);
CREATE INDEX webhook_created ON webhook (company_id, created_at, id);
CREATE INDEX webhook_name ON webhook (company_id, name, id);

-- One event for one webhook: what was to be sent, and what came of every attempt. `queued` keeps the order of events;
-- `retrying` has failed a few times already and is overtaken by the others.
CREATE TABLE webhook_delivery (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  webhook_id UUID NOT NULL,
  event_id UUID NOT NULL,
  event_name TEXT NOT NULL,
  record_kind TEXT NOT NULL,
  record_id UUID NOT NULL,
  status TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  attempts_before INTEGER NOT NULL,
  next_attempt_at INTEGER,
  last_status INTEGER,
  last_fault TEXT,
  last_duration_ms INTEGER,
  delivered_at INTEGER,
  body TEXT NOT NULL,
  tries TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, webhook_id) REFERENCES webhook (company_id, id)
) TENANT_LONG_ROWS;
CREATE INDEX webhook_delivery_line ON webhook_delivery (company_id, webhook_id, status, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (company_id, webhook_id, status, next_attempt_at, id);
CREATE INDEX webhook_delivery_created ON webhook_delivery (company_id, created_at, id);
