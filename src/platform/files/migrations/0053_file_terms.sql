-- The words of a file's name, for the palette.
CREATE TABLE file_term (
  company_id UUID NOT NULL,
  term TEXT NOT NULL,
  id UUID NOT NULL,
  PRIMARY KEY (company_id, term, id)
) TENANT;
