ALTER TABLE "grant" ALTER COLUMN "from" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "grant" ADD COLUMN "given_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "grant" DISABLE TRIGGER grant_guard;--> statement-breakpoint
UPDATE "grant" SET "given_at" = "from";--> statement-breakpoint
ALTER TABLE "grant" ALTER COLUMN "given_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "grant" ADD COLUMN "confirmed_by" text;--> statement-breakpoint
ALTER TABLE "grant" ADD COLUMN "beginning" text;--> statement-breakpoint
ALTER TABLE "grant" ADD COLUMN "waits_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "group_member" ADD COLUMN "beginning" text;--> statement-breakpoint
ALTER TABLE "group_member" ADD COLUMN "waits_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "grant_pending" ON "grant" USING btree ("from","id") WHERE "to" IS NULL;--> statement-breakpoint
CREATE INDEX "grant_role" ON "grant" USING btree ("role","id");--> statement-breakpoint
CREATE INDEX "group_member_pending" ON "group_member" USING btree ("from","id") WHERE "to" IS NULL;--> statement-breakpoint
ALTER TABLE "group_member" DISABLE TRIGGER group_member_guard;--> statement-breakpoint
UPDATE "group_member" SET "beginning" = 'confirmed' WHERE "confirmed_by" IS NOT NULL;
