/** Takes the common indentation off a text that is indented with its code, and the empty first and last line. */
export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n[ ]*$/, '\n')
    .split('\n');
  const depth = Math.min(...lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length));
  return lines.map(line => line.slice(Number.isFinite(depth) ? depth : 0)).join('\n');
}
