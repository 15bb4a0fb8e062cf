// A reason or message of the server at the beginning of a line.

export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
