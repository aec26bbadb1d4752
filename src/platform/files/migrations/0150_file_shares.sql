-- Who gets a file though it is not his own: an address, and the person behind it once he has confirmed it.
CREATE TABLE file_share (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  file_id UUID NOT NULL,
  owner_id UUID,
  email TEXT NOT NULL,
  user_id UUID,
  shared_by UUID NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, id),
  FOREIGN KEY (company_id, file_id) REFERENCES file (company_id, id),
  FOREIGN KEY (company_id, user_id) REFERENCES user_account (company_id, id),
  FOREIGN KEY (company_id, shared_by) REFERENCES user_account (company_id, id)
) TENANT;
CREATE UNIQUE INDEX file_share_file ON file_share (company_id, file_id, email);
CREATE INDEX file_share_user ON file_share (company_id, user_id, file_id);
CREATE INDEX file_share_email ON file_share (company_id, email, created_at);
CREATE INDEX file_share_sharer ON file_share (company_id, shared_by, created_at);
CREATE INDEX file_share_created ON file_share (company_id, created_at, id);
CREATE INDEX file_share_owner ON file_share (company_id, owner_id, created_at, id);
