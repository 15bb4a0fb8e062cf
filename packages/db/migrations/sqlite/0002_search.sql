-- What models are called and described by, in pieces of three letters: part of a name is looked up instead of looked for
-- in every model. Two letters of padding (U+0001, which no name or description holds) end each text, so that its last
-- two letters begin a piece as well. Row numbers are our own: VACUUM may change those of a table without an integer key.
CREATE TABLE model_text_row (n INTEGER PRIMARY KEY, model_id TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE model_text USING fts5(name, description, content='', contentless_delete=1, tokenize='trigram');
CREATE VIRTUAL TABLE model_text_piece USING fts5vocab('model_text', 'row');
CREATE TRIGGER model_text_insert AFTER INSERT ON model BEGIN
  INSERT INTO model_text_row (model_id) VALUES (NEW.id);
  INSERT INTO model_text (rowid, name, description)
    SELECT n, NEW.name || char(1, 1), NEW.description || char(1, 1) FROM model_text_row WHERE model_id = NEW.id;
END;
CREATE TRIGGER model_text_update AFTER UPDATE OF name, description ON model BEGIN
  UPDATE model_text SET name = NEW.name || char(1, 1), description = NEW.description || char(1, 1)
    WHERE rowid = (SELECT n FROM model_text_row WHERE model_id = NEW.id);
END;
CREATE TRIGGER model_text_delete AFTER DELETE ON model BEGIN
  DELETE FROM model_text WHERE rowid = (SELECT n FROM model_text_row WHERE model_id = OLD.id);
  DELETE FROM model_text_row WHERE model_id = OLD.id;
END;
