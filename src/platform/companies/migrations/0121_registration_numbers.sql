-- The number in the state's register of companies: on documents, and of one trial.
ALTER TABLE company ADD COLUMN registration_number TEXT;
