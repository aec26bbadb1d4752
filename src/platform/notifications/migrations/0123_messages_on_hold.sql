-- Messages for which the plan had none left in their month. They go out when it has again.
CREATE TABLE message_on_hold (
  company_id UUID NOT NULL,
  message_id UUID NOT NULL,
  held_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, message_id),
  FOREIGN KEY (company_id, message_id) REFERENCES message (company_id, id)
) TENANT;
CREATE INDEX message_on_hold_age ON message_on_hold (company_id, held_at, message_id);
