-- That somebody has taken the installation over. The row is written once and never goes: the door it closes stays closed.
CREATE TABLE setup_done (
  company_id UUID NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL
) TENANT;
