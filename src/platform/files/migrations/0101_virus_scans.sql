-- Whether a file was looked at by the virus scanner: not_scanned, waiting, clean or infected, and what was found.
ALTER TABLE file ADD COLUMN scan TEXT NOT NULL DEFAULT 'not_scanned';
ALTER TABLE file ADD COLUMN virus TEXT;

-- Contents in which a virus was found: nobody needs to send them again.
CREATE TABLE infected_content (
  sha256 TEXT NOT NULL PRIMARY KEY,
  virus TEXT NOT NULL,
  found_at INTEGER NOT NULL
) GLOBAL;
