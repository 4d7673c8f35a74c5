/** Says on standard error how far the benchmark is. */
export const tell = (text: string): void => void process.stderr.write(`bench: ${text}\n`);
