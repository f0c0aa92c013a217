-- Since when a workplace has had 25 people or more, and so figures of its own; null while it shares those of all.
ALTER TABLE employers ADD COLUMN own_figures_since TEXT;
UPDATE employers SET own_figures_since = created_at WHERE headcount >= 25;
