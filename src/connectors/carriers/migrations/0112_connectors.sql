-- What a company has agreed with those who carry its messages. `fields` names its secrets, `secrets` holds
-- them all, sealed as one.
CREATE TABLE connector (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  is_active INTEGER NOT NULL,
  is_sandbox INTEGER NOT NULL,
  fields TEXT NOT NULL,
  secrets TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id)
) TENANT;
CREATE UNIQUE INDEX connector_kind ON connector (company_id, kind);
