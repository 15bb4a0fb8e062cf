CREATE TABLE "model_metric" (
	"model_id" text NOT NULL,
	"name" text NOT NULL,
	"direction" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"revision" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "model_metric_model_id_name_pk" PRIMARY KEY("model_id","name")
);
--> statement-breakpoint
ALTER TABLE "model_metric" ADD CONSTRAINT "model_metric_model_id_model_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."model"("id") ON DELETE no action ON UPDATE no action;