-- What the dashboard asks for, counted in the transactions that change it: reading costs the same with ten orders and ten million.
CREATE TABLE sales_order_tally (
  company_id UUID NOT NULL,
  status TEXT NOT NULL,
  orders INTEGER NOT NULL CHECK (orders >= 0),
  PRIMARY KEY (company_id, status)
) TENANT;
INSERT INTO sales_order_tally (company_id, status, orders)
  SELECT company_id, status, COUNT(*) FROM sales_order GROUP BY company_id, status;

-- Days of the company's zone, as text (2026-11-27). Sums are in minor units.
CREATE TABLE sales_order_day (
  company_id UUID NOT NULL,
  day TEXT NOT NULL,
  currency TEXT NOT NULL,
  orders INTEGER NOT NULL,
  ordered INTEGER NOT NULL,
  received INTEGER NOT NULL,
  given_back INTEGER NOT NULL,
  PRIMARY KEY (company_id, day, currency)
) TENANT;

-- The orderings that tables offer.
CREATE INDEX sales_order_total ON sales_order (company_id, total, id);
CREATE INDEX sales_order_updated ON sales_order (company_id, updated_at, id);
CREATE INDEX sales_order_customer_name ON sales_order (company_id, customer_name, id);
CREATE INDEX sales_order_by_status ON sales_order (company_id, status, id);
