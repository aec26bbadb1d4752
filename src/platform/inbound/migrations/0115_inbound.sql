-- Where another program may send what happened there: its address, and how it proves itself. Secrets are sealed.
CREATE TABLE inbound_endpoint (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  connector TEXT NOT NULL,
  signature TEXT NOT NULL,
  token TEXT NOT NULL,
  verify_token TEXT NOT NULL,
  secret TEXT NOT NULL,
  old_secret TEXT,
  old_secret_until INTEGER,
  is_active INTEGER NOT NULL,
  last_refused_at INTEGER,
  last_refusal TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id)
) TENANT;
CREATE UNIQUE INDEX inbound_endpoint_token ON inbound_endpoint (company_id, token);
CREATE INDEX inbound_endpoint_created ON inbound_endpoint (company_id, created_at, id);
CREATE INDEX inbound_endpoint_name ON inbound_endpoint (company_id, name, id);

-- What came, as it came, once: the key is the sender's own id of the event, or the digest of the body. The raw bytes go
-- after a month, the key stays for longer, so that what is sent again then is still known.
CREATE TABLE inbound_event (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  endpoint_id UUID NOT NULL,
  connector TEXT NOT NULL,
  event_key TEXT NOT NULL,
  event_name TEXT NOT NULL,
  status TEXT NOT NULL,
  outcome TEXT NOT NULL,
  job_id UUID,
  repeats INTEGER NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  remote_address TEXT NOT NULL,
  has_raw INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  settled_at INTEGER,
  headers TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, endpoint_id) REFERENCES inbound_endpoint (company_id, id)
) TENANT_LONG_ROWS;
CREATE UNIQUE INDEX inbound_event_key ON inbound_event (company_id, endpoint_id, event_key);
CREATE INDEX inbound_event_received ON inbound_event (company_id, received_at, id);
CREATE INDEX inbound_event_endpoint ON inbound_event (company_id, endpoint_id, received_at, id);
CREATE INDEX inbound_event_status ON inbound_event (company_id, status, received_at, id);
CREATE INDEX inbound_event_job ON inbound_event (company_id, job_id);
CREATE INDEX inbound_event_raw ON inbound_event (company_id, has_raw, received_at);
