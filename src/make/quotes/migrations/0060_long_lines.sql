-- In a tree of keys, rows longer than a quarter of a page get a page of their own each, mostly empty. Lines are that long.
/*sqlite:
CREATE TABLE quote_line_by_number (
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
) TENANT_LONG_ROWS;
INSERT INTO quote_line_by_number SELECT * FROM quote_line;
DROP TABLE quote_line;
ALTER TABLE quote_line_by_number RENAME TO quote_line;
*/
