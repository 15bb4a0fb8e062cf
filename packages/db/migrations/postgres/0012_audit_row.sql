CREATE TABLE "audit_row" (
	"governed_table" text NOT NULL,
	"row_id" text NOT NULL,
	"idx" bigint NOT NULL,
	"place" text,
	CONSTRAINT "audit_row_governed_table_row_id_idx_pk" PRIMARY KEY("governed_table","row_id","idx")
);
--> statement-breakpoint
CREATE INDEX "audit_row_place" ON "audit_row" USING btree ("place","idx");
--> statement-breakpoint
CREATE INDEX "audit_row_entry" ON "audit_row" USING btree ("idx");
--> statement-breakpoint
CREATE TRIGGER audit_row_no_change BEFORE UPDATE OR DELETE ON audit_row FOR EACH ROW EXECUTE FUNCTION chancery_refuse();
ALTER TABLE audit_row ENABLE ALWAYS TRIGGER audit_row_no_change;
CREATE TRIGGER audit_row_no_truncate BEFORE TRUNCATE ON audit_row FOR EACH STATEMENT EXECUTE FUNCTION chancery_refuse();
ALTER TABLE audit_row ENABLE ALWAYS TRIGGER audit_row_no_truncate;
