// Whether a test that holds a document against its source may write it anew.
export const isWritingDocs = process.env["CHANCERY_WRITE_DOCS"] === "1";
