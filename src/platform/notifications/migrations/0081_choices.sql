-- Texts of the company's own: every version stays, the highest holds; one without texts means the built-in one again.
CREATE TABLE message_template (
  company_id UUID NOT NULL,
  event TEXT NOT NULL,
  channel TEXT NOT NULL,
  locale TEXT NOT NULL,
  version INTEGER NOT NULL,
  id UUID NOT NULL,
  is_built_in INTEGER NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  action TEXT NOT NULL,
  by_id UUID,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (company_id, event, channel, locale, version)
) TENANT;

-- What the company gives its people, and what they have chosen instead: only what differs from the catalogue.
CREATE TABLE notification_default (
  company_id UUID NOT NULL,
  event_group TEXT NOT NULL,
  channel TEXT NOT NULL,
  is_on INTEGER NOT NULL,
  PRIMARY KEY (company_id, event_group, channel)
) TENANT;
CREATE TABLE notification_choice (
  company_id UUID NOT NULL,
  user_id UUID NOT NULL,
  event_group TEXT NOT NULL,
  channel TEXT NOT NULL,
  is_on INTEGER NOT NULL,
  PRIMARY KEY (company_id, user_id, event_group, channel)
) TENANT;

-- When somebody wants to be told: minutes of his day, in his zone.
CREATE TABLE notification_habit (
  company_id UUID NOT NULL,
  user_id UUID NOT NULL,
  time_zone TEXT,
  quiet_from INTEGER,
  quiet_until INTEGER,
  digest TEXT NOT NULL,
  digest_minute INTEGER NOT NULL,
  digest_weekday INTEGER NOT NULL,
  PRIMARY KEY (company_id, user_id)
) TENANT;

ALTER TABLE message ADD COLUMN waits_for_digest INTEGER NOT NULL DEFAULT 0;
CREATE INDEX message_digest ON message (company_id, user_id, waits_for_digest, created_at, id);
