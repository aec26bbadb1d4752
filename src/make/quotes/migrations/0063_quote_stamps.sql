-- A list asks which quotes it has and in which version each is: with both in the index it reads no row (ADR 0009).
DROP INDEX quote_created;
DROP INDEX quote_customer;
DROP INDEX quote_status;
CREATE INDEX quote_created ON quote (company_id, created_at, id, version, updated_at);
CREATE INDEX quote_customer ON quote (company_id, customer_id, created_at, id, version, updated_at);
CREATE INDEX quote_status ON quote (company_id, status, created_at, id, version, updated_at);
