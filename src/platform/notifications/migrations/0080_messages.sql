-- What people are told: one row per recipient and channel.
CREATE TABLE message (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  event TEXT NOT NULL,
  channel TEXT NOT NULL,
  send_key TEXT NOT NULL,
  user_id UUID,
  recipient TEXT NOT NULL,
  recipient_name TEXT NOT NULL,
  locale TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  link TEXT NOT NULL,
  details TEXT NOT NULL,
  is_security INTEGER NOT NULL,
  state TEXT NOT NULL,
  is_read INTEGER NOT NULL,
  carrier TEXT NOT NULL,
  carrier_id TEXT,
  outcome TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  sent_at INTEGER,
  delivered_at INTEGER,
  read_at INTEGER,
  PRIMARY KEY (company_id, id)
) TENANT;
CREATE UNIQUE INDEX message_send_key ON message (company_id, send_key);
CREATE INDEX message_created ON message (company_id, created_at, id);
CREATE INDEX message_user ON message (company_id, user_id, channel, created_at, id);
CREATE INDEX message_unread ON message (company_id, user_id, channel, is_read);
CREATE INDEX message_carrier ON message (company_id, carrier, carrier_id);

-- Each try to hand a message over; without an outcome while it is under way.
CREATE TABLE message_attempt (
  company_id UUID NOT NULL,
  message_id UUID NOT NULL,
  number INTEGER NOT NULL,
  carrier TEXT NOT NULL,
  fate TEXT,
  words TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  PRIMARY KEY (company_id, message_id, number),
  FOREIGN KEY (company_id, message_id) REFERENCES message (company_id, id)
) TENANT;
