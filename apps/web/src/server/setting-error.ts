// What an operator has set wrongly.

/** A setting that is missing or wrong; the message says which and what it takes. */
export class SettingError extends Error {}
