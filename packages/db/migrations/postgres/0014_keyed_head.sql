ALTER TABLE "audit_head" ADD COLUMN "mac" text;
