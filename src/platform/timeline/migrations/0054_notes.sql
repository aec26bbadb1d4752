-- What people wrote to a record: to each other within the company, or to and from the customer.
CREATE TABLE note (
  company_id UUID NOT NULL,
  record_id UUID NOT NULL,
  id UUID NOT NULL,
  record_kind TEXT NOT NULL,
  author_id UUID NOT NULL,
  author_name TEXT NOT NULL,
  is_internal INTEGER NOT NULL,
  text TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, record_id, id)
) TENANT;
