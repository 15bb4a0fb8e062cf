ALTER TABLE `audit_head` ADD `mac` text;
