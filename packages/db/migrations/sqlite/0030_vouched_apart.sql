DROP INDEX `account_opening_vouched`;--> statement-breakpoint
ALTER TABLE `account_opening` ADD `independent_by` text;--> statement-breakpoint
ALTER TABLE `account_opening` ADD `independent_at` integer;--> statement-breakpoint
CREATE INDEX `account_opening_independent` ON `account_opening` (`independent_by`);--> statement-breakpoint
-- A word of before was independent where the two accounts never went back to one link. Where they did, it is vouched for again.
DROP TRIGGER IF EXISTS account_opening_no_update;--> statement-breakpoint
UPDATE account_opening SET independent_by = vouched_by, independent_at = vouched_at
WHERE vouched_by IS NOT NULL AND NOT EXISTS (
  WITH RECURSIVE hand(of_account, is_account) AS (
    SELECT id, id FROM (
      SELECT actor_id AS id FROM account_opening UNION SELECT vouched_by FROM account_opening WHERE vouched_by IS NOT NULL
    ) AS account
    UNION SELECT hand.of_account, link.issuer_id FROM hand JOIN account_opening AS link ON link.actor_id = hand.is_account
  )
  SELECT 1 FROM hand AS theirs JOIN hand AS voucher ON voucher.is_account = theirs.is_account
  WHERE theirs.of_account = account_opening.actor_id AND voucher.of_account = account_opening.vouched_by
);
