-- Employees are counted against the plan; of customers there may be any number.
CREATE INDEX user_employee ON user_account (company_id, is_active, role, id);
