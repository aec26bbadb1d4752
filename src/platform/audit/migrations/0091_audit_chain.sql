-- Each entry is chained to the one before it in its company: changing, removing or inserting one breaks the chain.
-- Entries from before this migration stand outside it, with position 0.
ALTER TABLE audit_entry ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE audit_entry ADD COLUMN hash BLOB;

CREATE TABLE audit_head (
  company_id UUID NOT NULL,
  position INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (company_id),
  FOREIGN KEY (company_id) REFERENCES company (company_id)
) TENANT;
