-- Colleagues whose attention a note asks for, as [{"user_id", "full_name"}].
ALTER TABLE note ADD COLUMN mentions TEXT NOT NULL DEFAULT '[]';
