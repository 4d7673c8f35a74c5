type Environment = Readonly<Record<string, string | undefined>>;

/** Programs that name themselves in `TERM_PROGRAM`. Source: https://github.com/Alhadis/OSC8-Adoption */
const PROGRAMS: ReadonlySet<string> = new Set([
  'ghostty',
  'Hyper',
  'iTerm.app',
  'rio',
  'Tabby',
  'vscode',
  'WarpTerminal',
  'WezTerm',
  'zed',
]);

/** Terminals that name themselves in `TERM`. */
const TERMINALS = /^(?:alacritty|contour|foot|xterm-ghostty|xterm-kitty)/;

/** The version of VTE that has links, as `VTE_VERSION` counts. */
const VTE_WITH_LINKS = 5000;

/** Whether the terminal is known to take OSC 8 links; others may print them as they are. `FORCE_HYPERLINK` has the last word. */
export function takesLinks({ FORCE_HYPERLINK, TERM = '', TERM_PROGRAM = '', VTE_VERSION, WT_SESSION, TMUX, STY }: Environment): boolean {
  if (FORCE_HYPERLINK !== undefined) return FORCE_HYPERLINK !== '0';
  // What runs between us and the terminal may drop them.
  if (TMUX !== undefined || STY !== undefined) return false;
  return PROGRAMS.has(TERM_PROGRAM) || TERMINALS.test(TERM) || WT_SESSION !== undefined || Number(VTE_VERSION ?? 0) >= VTE_WITH_LINKS;
}
