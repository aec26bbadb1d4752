CREATE TABLE company (
  company_id UUID NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  is_first INTEGER NOT NULL,
  currency TEXT NOT NULL,
  locale TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  tax_name TEXT NOT NULL,
  tax_rate_ppm INTEGER NOT NULL CHECK (tax_rate_ppm BETWEEN 0 AND 1000000),
  quote_validity_days INTEGER NOT NULL CHECK (quote_validity_days BETWEEN 1 AND 365),
  quote_reminder_days INTEGER NOT NULL CHECK (quote_reminder_days BETWEEN 0 AND 60),
  auto_approval_limit INTEGER NOT NULL CHECK (auto_approval_limit >= 0),
  auto_approval_stops_at_approved INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) TENANT;
CREATE INDEX company_first ON company (is_first);

-- The last number given out, per kind of document and year: taken in the same transaction, so numbers have no gaps.
CREATE TABLE number_counter (
  company_id UUID NOT NULL,
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (company_id, kind, year),
  FOREIGN KEY (company_id) REFERENCES company (company_id)
) TENANT;
