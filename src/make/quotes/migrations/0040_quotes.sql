CREATE TABLE quote (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  number TEXT NOT NULL,
  customer_id UUID NOT NULL,
  customer_name TEXT NOT NULL,
  customer_email TEXT NOT NULL,
  status TEXT NOT NULL,
  revision INTEGER NOT NULL,
  currency TEXT NOT NULL,
  subtotal INTEGER NOT NULL,
  rush TEXT NOT NULL,
  rush_fee INTEGER NOT NULL,
  adjustment INTEGER NOT NULL,
  tax_name TEXT NOT NULL,
  tax_rate_ppm INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL CHECK (total >= 0),
  lead_time_days INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  first_file_id UUID,
  note TEXT,
  review_reason TEXT,
  staff_message TEXT,
  reject_reason TEXT,
  expires_at INTEGER NOT NULL,
  reminded_at INTEGER,
  approved_at INTEGER,
  accepted_at INTEGER,
  closed_at INTEGER,
  converted_at INTEGER,
  sales_order_id UUID,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, number),
  FOREIGN KEY (company_id) REFERENCES company (company_id),
  FOREIGN KEY (company_id, customer_id) REFERENCES user_account (company_id, id)
) TENANT;
CREATE INDEX quote_created ON quote (company_id, created_at, id);
CREATE INDEX quote_customer ON quote (company_id, customer_id, created_at, id);
CREATE INDEX quote_status ON quote (company_id, status, created_at, id);
CREATE INDEX quote_expiry ON quote (company_id, status, expires_at);

CREATE TABLE quote_line (
  company_id UUID NOT NULL,
  quote_id UUID NOT NULL,
  id UUID NOT NULL,
  position INTEGER NOT NULL,
  file_id UUID NOT NULL,
  file_name TEXT NOT NULL,
  service TEXT NOT NULL,
  material TEXT NOT NULL,
  finish TEXT,
  color TEXT,
  tolerance TEXT,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  note TEXT,
  rush TEXT,
  unit_price INTEGER NOT NULL,
  total INTEGER NOT NULL,
  rush_fee INTEGER NOT NULL,
  lead_time_days INTEGER NOT NULL,
  price_breaks TEXT NOT NULL,
  breakdown TEXT NOT NULL,
  warnings TEXT NOT NULL,
  blocking TEXT NOT NULL,
  PRIMARY KEY (company_id, quote_id, id),
  FOREIGN KEY (company_id, quote_id) REFERENCES quote (company_id, id)
) TENANT;

-- Every revision as it was shown; the current one stands in the tables above.
CREATE TABLE quote_revision (
  company_id UUID NOT NULL,
  quote_id UUID NOT NULL,
  revision INTEGER NOT NULL,
  body TEXT NOT NULL,
  replaced_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, quote_id, revision),
  FOREIGN KEY (company_id, quote_id) REFERENCES quote (company_id, id)
) TENANT;

CREATE TABLE quote_term (
  company_id UUID NOT NULL,
  term TEXT NOT NULL,
  id UUID NOT NULL,
  PRIMARY KEY (company_id, term, id)
) TENANT;
