-- Whom the company deals with. Today each is a user with an account and bears his id; the counters are kept in the
-- transactions that change what they count.
CREATE TABLE customer (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT,
  is_active INTEGER NOT NULL,
  quote_count INTEGER NOT NULL,
  order_count INTEGER NOT NULL,
  currency TEXT NOT NULL,
  ordered INTEGER NOT NULL,
  revenue INTEGER NOT NULL,
  last_quote_at INTEGER,
  last_order_at INTEGER,
  last_activity_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id)
) TENANT;
CREATE INDEX customer_created ON customer (company_id, created_at, id);
CREATE INDEX customer_name ON customer (company_id, name, id);
CREATE INDEX customer_activity ON customer (company_id, last_activity_at, id);
CREATE INDEX customer_revenue ON customer (company_id, revenue, id);
CREATE INDEX customer_orders ON customer (company_id, order_count, id);

CREATE TABLE customer_term (
  company_id UUID NOT NULL,
  term TEXT NOT NULL,
  id UUID NOT NULL,
  PRIMARY KEY (company_id, term, id)
) TENANT;
CREATE INDEX customer_term_of ON customer_term (company_id, id);

INSERT INTO customer (company_id, id, name, email, phone, is_active, quote_count, order_count, currency, ordered, revenue,
  last_quote_at, last_order_at, last_activity_at, created_at, updated_at, version)
SELECT u.company_id, u.id, u.full_name, u.email, u.phone, u.is_active,
  (SELECT COUNT(*) FROM quote q WHERE q.company_id = u.company_id AND q.customer_id = u.id),
  (SELECT COUNT(*) FROM sales_order o WHERE o.company_id = u.company_id AND o.customer_id = u.id),
  c.currency,
  (SELECT COALESCE(SUM(o.total), 0) FROM sales_order o
    WHERE o.company_id = u.company_id AND o.customer_id = u.id AND o.status <> 'cancelled'),
  (SELECT COALESCE(SUM(o.paid_amount - o.refunded_amount), 0) FROM sales_order o
    WHERE o.company_id = u.company_id AND o.customer_id = u.id),
  (SELECT MAX(q.created_at) FROM quote q WHERE q.company_id = u.company_id AND q.customer_id = u.id),
  (SELECT MAX(o.created_at) FROM sales_order o WHERE o.company_id = u.company_id AND o.customer_id = u.id),
  u.created_at, u.created_at, u.created_at, 1
FROM user_account u JOIN company c ON c.company_id = u.company_id
WHERE u.role = 'customer' OR EXISTS (SELECT 1 FROM quote q WHERE q.company_id = u.company_id AND q.customer_id = u.id);
