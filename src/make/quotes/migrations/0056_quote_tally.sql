-- What the dashboard asks for, counted in the transactions that change it.
CREATE TABLE quote_tally (
  company_id UUID NOT NULL,
  status TEXT NOT NULL,
  quotes INTEGER NOT NULL CHECK (quotes >= 0),
  PRIMARY KEY (company_id, status)
) TENANT;
INSERT INTO quote_tally (company_id, status, quotes)
  SELECT company_id, status, COUNT(*) FROM quote GROUP BY company_id, status;

-- How many quotes came into this status on a day of the company's zone (2026-11-27).
CREATE TABLE quote_day (
  company_id UUID NOT NULL,
  day TEXT NOT NULL,
  status TEXT NOT NULL,
  quotes INTEGER NOT NULL,
  PRIMARY KEY (company_id, day, status)
) TENANT;

-- The orderings that tables offer.
CREATE INDEX quote_total ON quote (company_id, total, id);
CREATE INDEX quote_updated ON quote (company_id, updated_at, id);
CREATE INDEX quote_customer_name ON quote (company_id, customer_name, id);
CREATE INDEX quote_expires ON quote (company_id, expires_at, id);
