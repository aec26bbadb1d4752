-- What a company may have by its plan. Editable data; an absent limit is none. Prices in minor units a month.
CREATE TABLE plan (
  code TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  place INTEGER NOT NULL,
  is_offered INTEGER NOT NULL,
  price INTEGER NOT NULL CHECK (price >= 0),
  currency TEXT NOT NULL,
  users INTEGER CHECK (users >= 0),
  storage_bytes INTEGER CHECK (storage_bytes >= 0),
  orders INTEGER CHECK (orders >= 0),
  messages INTEGER CHECK (messages >= 0),
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL
) GLOBAL;
INSERT INTO plan VALUES ('start', 'Start', 1, 1, 990000, 'KZT', 3, 5000000000, 100, 1000, 0, 1);
INSERT INTO plan VALUES ('pro', 'Pro', 2, 1, 2390000, 'KZT', 15, 50000000000, 2000, 20000, 0, 1);
INSERT INTO plan VALUES ('business', 'Business', 3, 1, 3390000, 'KZT', NULL, 500000000000, NULL, 200000, 0, 1);
INSERT INTO plan VALUES ('unlimited', 'Unlimited', 4, 0, 0, 'KZT', NULL, NULL, NULL, NULL, 0, 1);

-- Which plan a company has, and until when. A company without a row has all, for ever: those that were here before plans.
CREATE TABLE subscription (
  company_id UUID NOT NULL PRIMARY KEY,
  plan TEXT NOT NULL,
  is_trial INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ends_at INTEGER,
  told TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  FOREIGN KEY (company_id) REFERENCES company (company_id)
) TENANT;
CREATE INDEX subscription_end ON subscription (ends_at);

-- What was used, counted in the transactions that use it. Of what is counted by month there is a row a month (2026-11, in
-- the company's zone); `warned` is the last percentage that people were warned of.
CREATE TABLE usage_counter (
  company_id UUID NOT NULL,
  meter TEXT NOT NULL,
  period TEXT NOT NULL,
  used INTEGER NOT NULL,
  warned INTEGER NOT NULL,
  PRIMARY KEY (company_id, meter, period)
) TENANT;
INSERT INTO usage_counter (company_id, meter, period, used, warned)
  SELECT company_id, 'storage_bytes', '', SUM(size), 0 FROM file GROUP BY company_id;

-- Registration numbers (SHA-256) that had their trial. It outlives the company, so that nobody has a second one.
CREATE TABLE trial_given (
  registration_hash TEXT NOT NULL PRIMARY KEY,
  given_at INTEGER NOT NULL
) GLOBAL;
