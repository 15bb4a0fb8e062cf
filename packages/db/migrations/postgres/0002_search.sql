-- Part of a name or description is looked up in an index of pieces of three letters instead of looked for in every model.
-- pg_trgm comes with PostgreSQL's contrib. It is a trusted extension: the database's owner may create it, no superuser is needed.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX model_name_trigrams ON model USING gin (lower(name) gin_trgm_ops);
CREATE INDEX model_description_trigrams ON model USING gin (lower(description) gin_trgm_ops);
