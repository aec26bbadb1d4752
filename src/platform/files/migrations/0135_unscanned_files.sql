-- Files from before there was a virus scanner: found without looking at the others.
CREATE INDEX file_unscanned ON file (company_id, id) WHERE scan = 'not_scanned';
