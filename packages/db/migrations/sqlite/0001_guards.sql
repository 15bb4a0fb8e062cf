-- Guards: what is only ever added is never edited, a sealed version stays what it was, the log head only moves forward.
-- They stop accidents and our own bugs; the Merkle tree finds the rest. Checked at every start (src/guards.ts).
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit_entry rows are only ever added'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit_entry rows are only ever added'); END;
CREATE TRIGGER audit_node_no_update BEFORE UPDATE ON audit_node BEGIN SELECT RAISE(ABORT, 'audit_node rows are only ever added'); END;
CREATE TRIGGER audit_node_no_delete BEFORE DELETE ON audit_node BEGIN SELECT RAISE(ABORT, 'audit_node rows are only ever added'); END;
CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'audit_checkpoint rows are only ever added'); END;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'audit_checkpoint rows are only ever added'); END;
CREATE TRIGGER vote_no_update BEFORE UPDATE ON vote BEGIN SELECT RAISE(ABORT, 'vote rows are only ever added'); END;
CREATE TRIGGER vote_no_delete BEFORE DELETE ON vote BEGIN SELECT RAISE(ABORT, 'vote rows are only ever added'); END;
CREATE TRIGGER policy_version_no_update BEFORE UPDATE ON policy_version BEGIN SELECT RAISE(ABORT, 'policy_version rows are only ever added'); END;
CREATE TRIGGER policy_version_no_delete BEFORE DELETE ON policy_version BEGIN SELECT RAISE(ABORT, 'policy_version rows are only ever added'); END;
CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'revision rows are only ever added'); END;
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'revision rows are only ever added'); END;
CREATE TRIGGER evaluation_no_update BEFORE UPDATE ON evaluation BEGIN SELECT RAISE(ABORT, 'evaluation rows are only ever added'); END;
CREATE TRIGGER evaluation_no_delete BEFORE DELETE ON evaluation BEGIN SELECT RAISE(ABORT, 'evaluation rows are only ever added'); END;
CREATE TRIGGER lineage_edge_no_update BEFORE UPDATE ON lineage_edge BEGIN SELECT RAISE(ABORT, 'lineage_edge rows are only ever added'); END;
CREATE TRIGGER lineage_edge_no_delete BEFORE DELETE ON lineage_edge BEGIN SELECT RAISE(ABORT, 'lineage_edge rows are only ever added'); END;
-- INSERT OR REPLACE fires no delete trigger, so the next index is the only one that may be inserted.
CREATE TRIGGER audit_entry_next BEFORE INSERT ON audit_entry
WHEN NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM audit_entry) OR EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an audit entry takes the next index and a new id'); END;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head WHEN NEW.size <= OLD.size OR NEW.id <> OLD.id
BEGIN SELECT RAISE(ABORT, 'the log head only moves forward'); END;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head BEGIN SELECT RAISE(ABORT, 'the log head only moves forward'); END;
CREATE TRIGGER audit_disclosure_no_update BEFORE UPDATE ON audit_disclosure BEGIN SELECT RAISE(ABORT, 'a disclosure is kept or erased, never edited'); END;
CREATE TRIGGER version_frozen BEFORE UPDATE ON version WHEN OLD.state <> 'draft' AND (NEW.state = 'draft' OR NEW.model_id IS NOT OLD.model_id OR NEW.number IS NOT OLD.number OR NEW.kind IS NOT OLD.kind OR NEW.descriptor IS NOT OLD.descriptor OR NEW.params IS NOT OLD.params OR NEW.signature IS NOT OLD.signature OR NEW.environment IS NOT OLD.environment OR NEW.manifest IS NOT OLD.manifest OR NEW.manifest_digest IS NOT OLD.manifest_digest OR NEW.created_by IS NOT OLD.created_by OR NEW.answerable_id IS NOT OLD.answerable_id)
BEGIN SELECT RAISE(ABORT, 'a sealed version is frozen'); END;
CREATE TRIGGER version_file_frozen_insert BEFORE INSERT ON version_file WHEN (SELECT state FROM version WHERE id = NEW.version_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a sealed version is frozen'); END;
CREATE TRIGGER version_file_frozen_update BEFORE UPDATE ON version_file WHEN (SELECT state FROM version WHERE id = OLD.version_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a sealed version is frozen'); END;
CREATE TRIGGER version_file_frozen_delete BEFORE DELETE ON version_file WHEN (SELECT state FROM version WHERE id = OLD.version_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a sealed version is frozen'); END;
INSERT INTO audit_head (id, size, root, edge, last_time) VALUES (1, 0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', x'', NULL);
