-- Roles that a company makes beside the built-in ones. What a role may do: a JSON list of words such as "quotes.read".
CREATE TABLE company_role (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  rights TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, name),
  FOREIGN KEY (company_id) REFERENCES company (company_id)
) TENANT;
ALTER TABLE user_account ADD COLUMN role_id UUID;
ALTER TABLE user_account ADD COLUMN last_sign_in_at INTEGER;
CREATE INDEX user_account_custom_role ON user_account (company_id, role_id);
ALTER TABLE user_session ADD COLUMN tested_role TEXT;
ALTER TABLE user_session ADD COLUMN tested_role_id UUID;

-- Keys of programs. Of the key itself only a hash is known, and its last four letters for people.
CREATE TABLE api_key (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  ending TEXT NOT NULL,
  rights TEXT NOT NULL,
  created_by UUID NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  last_used_at INTEGER,
  revoked_at INTEGER,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, created_by) REFERENCES user_account (company_id, id)
) TENANT;
CREATE INDEX api_key_created ON api_key (company_id, created_at, id);
