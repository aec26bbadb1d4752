-- A way of looking at a list that somebody gave a name.
CREATE TABLE saved_view (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  owner_id UUID NOT NULL,
  list TEXT NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  columns TEXT NOT NULL,
  is_shared INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, owner_id) REFERENCES user_account (company_id, id)
) TENANT;
CREATE INDEX saved_view_owner ON saved_view (company_id, owner_id, created_at, id);
CREATE INDEX saved_view_shared ON saved_view (company_id, is_shared, created_at, id);

-- In which order one person wants the views of a list.
CREATE TABLE saved_view_order (
  company_id UUID NOT NULL,
  user_id UUID NOT NULL,
  list TEXT NOT NULL,
  ids TEXT NOT NULL,
  PRIMARY KEY (company_id, user_id, list)
) TENANT;
