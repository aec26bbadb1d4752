CREATE TABLE user_account (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  email TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  full_name TEXT NOT NULL,
  phone TEXT,
  role TEXT NOT NULL,
  locale TEXT NOT NULL,
  billing_address TEXT,
  shipping_address TEXT,
  is_active INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, email),
  FOREIGN KEY (company_id) REFERENCES company (company_id)
) TENANT;
CREATE INDEX user_account_created ON user_account (company_id, created_at, id);
CREATE INDEX user_account_role ON user_account (company_id, role, is_active);
CREATE INDEX user_account_email ON user_account (email, created_at);

-- One signed-in device. The refresh token changes with every use; only the hash of the current one is known here.
CREATE TABLE user_session (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  user_id UUID NOT NULL,
  token_hash TEXT NOT NULL,
  lasts_days INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, user_id) REFERENCES user_account (company_id, id)
) TENANT;
CREATE INDEX user_session_user ON user_session (company_id, user_id, created_at);
CREATE INDEX user_session_expiry ON user_session (expires_at);

-- Failed sign-ins per account ("account:ada@example.com", known or not) and per address ("address:10.0.0.7").
CREATE TABLE login_guard (
  company_id UUID NOT NULL,
  subject TEXT NOT NULL,
  failures INTEGER NOT NULL,
  locked_until INTEGER,
  last_failure_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, subject)
) TENANT;
CREATE INDEX login_guard_age ON login_guard (last_failure_at);
