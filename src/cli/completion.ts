import { catalog } from '../catalog/index.ts';
import { targetsOf } from '../core/codemod.ts';
import { SEVERITIES } from '../core/diagnostic.ts';
import { reporters } from '../reporters/index.ts';
import { SHELLS, type Shell } from './commands.ts';
import { ALL_OPTIONS, COLORS } from './option-table.ts';
import { SETTINGS } from './setting-options.ts';

const RULES = catalog.rules.map(({ id }) => id);
const CODEMODS = catalog.codemods.map(({ id }) => id);

/** The commands, with what follows each; files where that is none of some words. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  baseline: [],
  codemod: CODEMODS,
  completion: SHELLS,
  explain: [...RULES, ...CODEMODS],
  init: [],
  merge: [],
  rules: [],
};

/** The words that an option takes; files and free texts are left to the shell. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  ...settingValues(),
  color: COLORS,
  'fail-on': [...SEVERITIES, 'never'],
  format: Object.keys(reporters),
  'min-severity': SEVERITIES,
  rule: RULES,
  set: [...SETTINGS.keys()].map(key => `${key}=`),
  'skip-rule': RULES,
  to: targetsOf(catalog.codemods),
};

/** The script that completes command lines in a shell; made from the table of options, so that it never lags behind. */
export const completion = (shell: Shell): string => SCRIPTS[shell]();

const SCRIPTS: Readonly<Record<Shell, () => string>> = { bash, zsh, fish };

/** Where bash cuts words at `=`, the option is the word before that. */
function bash(): string {
  return `# kubemend: eval "$(kubemend completion bash)"
_kubemend() {
  local word="\${COMP_WORDS[COMP_CWORD]}" option="\${COMP_WORDS[COMP_CWORD-1]}" words=''
  if [[ $word == '=' ]]; then word=''; elif [[ $option == '=' ]]; then option="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  case "$option" in
${wordCases('    ', (words, pattern) => `${pattern}) words='${words}' ;;`)}
    *) if [[ $word == -* ]]; then words='${optionNames().join(' ')}'; elif (( COMP_CWORD == 1 )); then words='${Object.keys(COMMANDS).join(' ')}'; fi ;;
  esac
  COMPREPLY=()
  if [[ -n $words ]]; then COMPREPLY=( $(compgen -W "$words" -- "$word") ); fi
}
complete -o default -o bashdefault -F _kubemend kubemend
`;
}

function zsh(): string {
  return `#compdef kubemend
# kubemend: eval "$(kubemend completion zsh)", or a file _kubemend in a folder of $fpath
_kubemend() {
  local option="\${words[CURRENT-1]}"
  if [[ $PREFIX == --*=* ]]; then option="\${PREFIX%%=*}"; compset -P '*='; fi
  case "$option" in
${wordCases('    ', (words, pattern) => `${pattern}) compadd -- ${words}; return ;;`)}
  esac
  if [[ $PREFIX == -* ]]; then compadd -- ${optionNames().join(' ')}; return; fi
  if (( CURRENT == 2 )); then compadd -- ${Object.keys(COMMANDS).join(' ')}; fi
  _files
}
if [[ $funcstack[1] == _kubemend ]]; then _kubemend "$@"; else compdef _kubemend kubemend; fi
`;
}

function fish(): string {
  const commands = Object.keys(COMMANDS).join(' ');
  return `# kubemend: kubemend completion fish | source
complete -c kubemend -n 'not __fish_seen_subcommand_from ${commands}' -a '${commands}'
${Object.entries(COMMANDS)
  .filter(([, words]) => words.length > 0)
  .map(([command, words]) => `complete -c kubemend -f -n '__fish_seen_subcommand_from ${command}' -a '${words.join(' ')}'`)
  .join('\n')}
${Object.entries(ALL_OPTIONS)
  .map(([name, { type, short }]) => {
    const words = VALUES[name] ?? [];
    const takes = type === 'boolean' ? '' : words.length > 0 ? ` -x -a '${words.join(' ')}'` : ' -r';
    return `complete -c kubemend -l ${name}${short === undefined ? '' : ` -s ${short}`}${takes}`;
  })
  .join('\n')}
`;
}

/** A branch for each option and command that is followed by one of some words. */
function wordCases(indent: string, branch: (words: string, pattern: string) => string): string {
  const options = Object.entries(VALUES).map(([name, words]) => branch(words.join(' '), `--${name}`));
  const commands = Object.entries(COMMANDS).filter(([, words]) => words.length > 0);
  return [...options, ...commands.map(([name, words]) => branch(words.join(' '), name))].map(line => indent + line).join('\n');
}

const optionNames = (): readonly string[] => Object.keys(ALL_OPTIONS).map(name => `--${name}`);

function settingValues(): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...SETTINGS.values()].flatMap(({ flag, schema }) =>
      flag !== undefined && Array.isArray(schema['enum']) ? [[flag, schema['enum'].map(String)]] : [],
    ),
  );
}
