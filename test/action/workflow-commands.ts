/** What the runner takes a line for. */
export interface WorkflowCommand {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Commands that begin a line. Source: TryParseV2 and the escape tables of src/Runner.Common/ActionCommand.cs of actions/runner. */
export function runnerCommand(line: string): WorkflowCommand | undefined {
  const text = line.trimStart();
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end === -1) return undefined;
  const { command, rest } = commandAndRest(text.slice(2, end));
  return {
    command,
    properties: pairs(rest.trim(), ',', ['%0D', '%0A', '%3A', '%2C', '%25']),
    data: unescape(text.slice(end + 2), ['%0D', '%0A', '%25']),
  };
}

/** Commands of the older form, anywhere in a line. Source: TryParse of the same file. */
export function oldRunnerCommand(line: string): WorkflowCommand | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start === -1 || end === -1) return undefined;
  const codes = ['%3B', '%0D', '%0A', '%5D', '%25'];
  const { command, rest } = commandAndRest(line.slice(start + 3, end));
  return { command, properties: pairs(rest, ';', codes), data: unescape(line.slice(end + 1), codes) };
}

/** All commands of a log, as the runner finds them. */
export const commandsIn = (log: string): readonly WorkflowCommand[] =>
  log.split(/\r\n|\r|\n/).flatMap(line => runnerCommand(line) ?? oldRunnerCommand(line) ?? []);

function commandAndRest(info: string): { readonly command: string; readonly rest: string } {
  const space = info.indexOf(' ');
  return space === -1 ? { command: info, rest: '' } : { command: info.slice(0, space), rest: info.slice(space + 1) };
}

const pairs = (text: string, separator: string, codes: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .split(separator)
      .map(pair => pair.split(/=(.*)/s))
      .filter(([name, value]) => name !== undefined && value !== undefined && name !== '' && value !== '')
      .map(([name, value]) => [name!, unescape(value!, codes)] as const),
  );

const unescape = (escaped: string, codes: readonly string[]): string =>
  codes.reduce((all, code) => all.replaceAll(code, String.fromCharCode(Number.parseInt(code.slice(1), 16))), escaped);
