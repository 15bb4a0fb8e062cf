// The version this client states to the server; a test holds it to package.json.
export const clientVersion = "0.1.0";
