// The other end of stage/program.ts: how a program gets its input and gives its answer.

/** What the program was given. */
export const told = <Input>(): Promise<Input> =>
  new Promise((resolve) => process.once("message", resolve as () => void));

/** Answers once. A program that serves goes on; one that has worked ends here. */
export const answer = (value: object): void => void process.send!(value, () => process.disconnect());
