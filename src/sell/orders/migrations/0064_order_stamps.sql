-- A list asks which orders it has and in which version each is: with both in the index it reads no row (ADR 0009).
DROP INDEX sales_order_created;
DROP INDEX sales_order_customer;
DROP INDEX sales_order_status;
CREATE INDEX sales_order_created ON sales_order (company_id, created_at, id, version, updated_at);
CREATE INDEX sales_order_customer ON sales_order (company_id, customer_id, created_at, id, version, updated_at);
CREATE INDEX sales_order_status ON sales_order (company_id, status, created_at, id, version, updated_at);
