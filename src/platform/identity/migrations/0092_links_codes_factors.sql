-- Links that are sent to somebody and work once: to confirm an address, to choose a password, to come in.
CREATE TABLE secret_link (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  user_id UUID NOT NULL,
  purpose TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, user_id) REFERENCES user_account (company_id, id)
) TENANT;
CREATE INDEX secret_link_user ON secret_link (company_id, user_id, purpose, created_at);
CREATE INDEX secret_link_age ON secret_link (created_at);

-- The code that was sent last to an address or a number, and when codes were sent there.
CREATE TABLE one_time_code (
  company_id UUID NOT NULL,
  subject TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  failures INTEGER NOT NULL,
  sent_at TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, subject)
) TENANT;
CREATE INDEX one_time_code_age ON one_time_code (expires_at);

-- Authenticator apps. The secret is sealed with a key from outside the database.
CREATE TABLE second_factor (
  company_id UUID NOT NULL,
  user_id UUID NOT NULL,
  sealed_secret BLOB NOT NULL,
  confirmed_at INTEGER,
  last_step INTEGER NOT NULL,
  recovery_hashes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, user_id),
  FOREIGN KEY (company_id, user_id) REFERENCES user_account (company_id, id)
) TENANT;

ALTER TABLE user_account ADD COLUMN email_verified_at INTEGER;
ALTER TABLE user_account ADD COLUMN phone_verified_at INTEGER;
ALTER TABLE user_account ADD COLUMN invited_at INTEGER;
CREATE INDEX user_account_phone ON user_account (company_id, phone);
