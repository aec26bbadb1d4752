-- By the id that the carrier gave an attempt, its later news find the message.
ALTER TABLE message_attempt ADD COLUMN carrier_id TEXT;
CREATE UNIQUE INDEX message_attempt_carrier ON message_attempt (company_id, carrier, carrier_id);
