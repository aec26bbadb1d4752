-- The address book of a user. The defaults are also copied to the profile, where orders look.
CREATE TABLE user_address (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  user_id UUID NOT NULL,
  label TEXT NOT NULL,
  address TEXT NOT NULL,
  is_default_billing INTEGER NOT NULL,
  is_default_shipping INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, user_id) REFERENCES user_account (company_id, id)
) TENANT;
CREATE INDEX user_address_user ON user_address (company_id, user_id, created_at, id);
