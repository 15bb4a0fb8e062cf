// Words that begin a line: the first letter is a capital.

export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
