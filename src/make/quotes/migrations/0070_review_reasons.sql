-- Why a person has to look at a quote, for programs: a JSON list beside the sentences in review_reason. Absent in rows from before.
ALTER TABLE quote ADD COLUMN review_reasons TEXT;
