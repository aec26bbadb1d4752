-- Browsers that have asked for push messages; whoever holds endpoint and keys can write to them.
CREATE TABLE push_device (
  company_id UUID NOT NULL,
  id UUID NOT NULL,
  user_id UUID NOT NULL,
  name TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, id)
) TENANT;
CREATE UNIQUE INDEX push_device_endpoint ON push_device (company_id, endpoint);
CREATE INDEX push_device_user ON push_device (company_id, user_id, created_at, id);

-- People's chats with the company's bot of Telegram, and the codes by which they show that a chat is theirs.
CREATE TABLE telegram_chat (
  company_id UUID NOT NULL,
  user_id UUID NOT NULL,
  chat_id TEXT NOT NULL,
  name TEXT NOT NULL,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, user_id)
) TENANT;
CREATE INDEX telegram_chat_id ON telegram_chat (company_id, chat_id);
CREATE TABLE telegram_code (
  company_id UUID NOT NULL,
  user_id UUID NOT NULL,
  code_hash TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, user_id)
) TENANT;
CREATE UNIQUE INDEX telegram_code_hash ON telegram_code (company_id, code_hash);
