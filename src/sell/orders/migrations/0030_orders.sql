CREATE TABLE sales_order (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  number TEXT NOT NULL,
  quote_id UUID NOT NULL,
  quote_number TEXT NOT NULL,
  customer_id UUID NOT NULL,
  customer_name TEXT NOT NULL,
  customer_email TEXT NOT NULL,
  status TEXT NOT NULL,
  held_status TEXT,
  payment_status TEXT NOT NULL,
  fulfilment_status TEXT NOT NULL,
  currency TEXT NOT NULL,
  subtotal INTEGER NOT NULL,
  rush TEXT NOT NULL,
  rush_fee INTEGER NOT NULL,
  adjustment INTEGER NOT NULL,
  tax_name TEXT NOT NULL,
  tax_rate_ppm INTEGER NOT NULL,
  tax INTEGER NOT NULL,
  total INTEGER NOT NULL CHECK (total >= 0),
  paid_amount INTEGER NOT NULL CHECK (paid_amount >= 0),
  refunded_amount INTEGER NOT NULL CHECK (refunded_amount BETWEEN 0 AND paid_amount),
  payment_method TEXT,
  payment_transaction_id TEXT,
  paid_at INTEGER,
  shipping_address TEXT NOT NULL,
  carrier TEXT,
  tracking_number TEXT,
  needs_production INTEGER NOT NULL,
  lead_time_days INTEGER NOT NULL,
  note TEXT,
  cancel_reason TEXT,
  confirmed_at INTEGER,
  production_started_at INTEGER,
  quality_check_at INTEGER,
  shipped_at INTEGER,
  delivered_at INTEGER,
  actual_completion_date INTEGER,
  cancelled_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  UNIQUE (company_id, number),
  UNIQUE (company_id, quote_id),
  FOREIGN KEY (company_id) REFERENCES company (company_id),
  FOREIGN KEY (company_id, customer_id) REFERENCES user_account (company_id, id)
) TENANT;
CREATE INDEX sales_order_created ON sales_order (company_id, created_at, id);
CREATE INDEX sales_order_customer ON sales_order (company_id, customer_id, created_at, id);
CREATE INDEX sales_order_status ON sales_order (company_id, status, created_at, id);

CREATE TABLE sales_order_line (
  company_id UUID NOT NULL,
  order_id UUID NOT NULL,
  id UUID NOT NULL,
  position INTEGER NOT NULL,
  file_id UUID,
  file_name TEXT NOT NULL,
  service TEXT NOT NULL,
  material TEXT NOT NULL,
  finish TEXT,
  color TEXT,
  tolerance TEXT,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_price INTEGER NOT NULL,
  total INTEGER NOT NULL,
  shipped_quantity INTEGER NOT NULL CHECK (shipped_quantity BETWEEN 0 AND quantity),
  note TEXT,
  PRIMARY KEY (company_id, order_id, id),
  FOREIGN KEY (company_id, order_id) REFERENCES sales_order (company_id, id)
) TENANT;

CREATE TABLE sales_order_step (
  company_id UUID NOT NULL,
  order_id UUID NOT NULL,
  id UUID NOT NULL,
  status TEXT NOT NULL,
  at INTEGER NOT NULL,
  by_id UUID,
  by_name TEXT NOT NULL,
  note TEXT,
  PRIMARY KEY (company_id, order_id, id),
  FOREIGN KEY (company_id, order_id) REFERENCES sales_order (company_id, id)
) TENANT;

-- Money received and given back, as it happened; the sums on the order are derived from these rows.
CREATE TABLE sales_order_payment (
  company_id UUID NOT NULL,
  order_id UUID NOT NULL,
  id UUID NOT NULL,
  kind TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  method TEXT NOT NULL,
  transaction_id TEXT,
  at INTEGER NOT NULL,
  by_id UUID,
  PRIMARY KEY (company_id, order_id, id),
  FOREIGN KEY (company_id, order_id) REFERENCES sales_order (company_id, id)
) TENANT;

CREATE TABLE sales_order_term (
  company_id UUID NOT NULL,
  term TEXT NOT NULL,
  id UUID NOT NULL,
  PRIMARY KEY (company_id, term, id)
) TENANT;
