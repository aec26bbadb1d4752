-- One row of a company's catalogue, of any kind: `body` is the row as JSON, `kind` the table it belongs to in the
-- calculator's catalogue. `code`, `position` and `active` repeat what stands in the body, for finding and ordering.
CREATE TABLE catalogue_entry (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  position INTEGER NOT NULL,
  active INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, kind, code),
  FOREIGN KEY (company_id) REFERENCES company (company_id)
) TENANT;
CREATE INDEX catalogue_entry_place ON catalogue_entry (company_id, kind, position, id);
CREATE INDEX catalogue_entry_change ON catalogue_entry (company_id, kind, updated_at, id);

-- Another revision after every change, so that catalogues held in memory know when they are old. It is never used
-- twice: a number that a rolled-back change took would come again with another content.
CREATE TABLE catalogue_state (
  company_id UUID NOT NULL PRIMARY KEY,
  revision UUID NOT NULL,
  FOREIGN KEY (company_id) REFERENCES company (company_id)
) TENANT;
