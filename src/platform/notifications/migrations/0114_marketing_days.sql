-- How many marketing messages a company sends on a day of its own calendar.
CREATE TABLE marketing_day (
  company_id UUID NOT NULL,
  day TEXT NOT NULL,
  messages INTEGER NOT NULL,
  PRIMARY KEY (company_id, day)
) TENANT;
