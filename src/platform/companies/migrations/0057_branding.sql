-- How the company shows itself: on documents, in the portal.
ALTER TABLE company ADD COLUMN document_name TEXT;
ALTER TABLE company ADD COLUMN accent_color TEXT;
ALTER TABLE company ADD COLUMN logo_file_id UUID;
