ALTER TABLE "version" DROP CONSTRAINT "sealed_has_digest";--> statement-breakpoint
ALTER TABLE "upload" ALTER COLUMN "sha256" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "blob" ADD COLUMN "freeing_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "blob" ADD COLUMN "pack_sha256" text;--> statement-breakpoint
ALTER TABLE "blob" ADD COLUMN "pack_offset" bigint;--> statement-breakpoint
ALTER TABLE "upload" ADD COLUMN "received_sha256" text;--> statement-breakpoint
ALTER TABLE "upload" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "upload" ADD COLUMN "lease_holder" text;--> statement-breakpoint
ALTER TABLE "upload" ADD COLUMN "lease_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "version" ADD COLUMN "discarded_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "version" ADD COLUMN "discarded_by" text;--> statement-breakpoint
CREATE INDEX "blob_freeing" ON "blob" USING btree ("freeing_at");--> statement-breakpoint
CREATE INDEX "blob_pack" ON "blob" USING btree ("pack_sha256");--> statement-breakpoint
CREATE INDEX "upload_received" ON "upload" USING btree ("received_sha256");--> statement-breakpoint
ALTER TABLE "version" ADD CONSTRAINT "sealed_has_digest" CHECK ("version"."state" IN ('draft', 'discarded') OR "version"."manifest_digest" IS NOT NULL);