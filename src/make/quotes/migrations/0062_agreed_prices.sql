-- Where staff agreed on another price for a line: what the calculator had said of one, and why they did.
ALTER TABLE quote_line ADD COLUMN calculated_unit_price INTEGER;
ALTER TABLE quote_line ADD COLUMN price_reason TEXT;
