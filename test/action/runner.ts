import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { load } from 'js-yaml';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { commandsIn, type WorkflowCommand } from './workflow-commands.ts';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

interface Step {
  readonly id?: string;
  readonly shell: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
}

/** What a run of an action came to. */
export interface ActionRun {
  readonly status: number;
  readonly log: string;
  readonly commands: readonly WorkflowCommand[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

interface Contexts {
  readonly [name: string]: string | Contexts;
}

/** What a machine has; nothing of the tests' own environment gets in. */
const MACHINE = { PATH: process.env['PATH']!, HOME: process.env['HOME'] ?? '/', CI: 'true', GITHUB_ACTIONS: 'true' };

/**
 * Runs a composite action as the runner of GitHub does: inputs from their defaults, expressions by its own evaluator, each step by
 * the command line of its shell, commands read from the log.
 */
export function runAction(
  actionPath: string,
  workspace: string,
  inputs: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): ActionRun {
  const action = load(readFileSync(join(actionPath, 'action.yml'), 'utf8')) as Action;
  if (action.runs.using !== 'composite') throw new Error(`\`${action.runs.using}\` is not run here`);
  const unknown = Object.keys(inputs).find(name => !(name in action.inputs));
  if (unknown !== undefined) throw new Error(`the action has no input \`${unknown}\``);
  const given = Object.fromEntries(Object.entries(action.inputs).map(([name, { default: value = '' }]) => [name, inputs[name] ?? value]));

  const temporary = temporaryTree({ summary: '' });
  const steps: Record<string, { outputs: Record<string, string> }> = {};
  let [status, log] = [0, ''];
  for (const [index, step] of action.runs.steps.entries()) {
    if (step.shell !== 'bash') throw new Error(`the shell \`${step.shell}\` is not run here`);
    const [script, output] = [join(temporary, `${index}.sh`), join(temporary, `${index}.out`)];
    writeFileSync(script, fill(step.run, { inputs: given }));
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value, { inputs: given })]);
    // Source: "defaults.run.shell" of "Workflow syntax for GitHub Actions".
    const ran = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: workspace,
      encoding: 'utf8',
      env: {
        ...MACHINE,
        GITHUB_WORKSPACE: workspace,
        GITHUB_ACTION_PATH: actionPath,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: join(temporary, 'summary'),
        RUNNER_TEMP: temporary,
        ...env,
        ...(Object.fromEntries(own) as Record<string, string>),
      },
    });
    log += ran.stdout + ran.stderr;
    if (step.id !== undefined) steps[step.id] = { outputs: existsSync(output) ? pairsIn(readFileSync(output, 'utf8')) : {} };
    status = ran.status ?? 1;
    if (status !== 0) break;
  }
  return {
    status,
    log,
    commands: commandsIn(log),
    outputs: Object.fromEntries(Object.entries(action.outputs).map(([name, { value }]) => [name, fill(value, { steps })])),
    summary: readFileSync(join(temporary, 'summary'), 'utf8'),
  };
}

const pairsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split('\n')
      .filter(line => line !== '')
      .map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

/** Puts in what the expressions of a text come to. */
const fill = (text: string, contexts: Contexts): string =>
  text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const { tokens } = new Lexer(expression.trim()).lex();
    const parsed = new Parser(tokens, Object.keys(contexts), []).parse();
    return new Evaluator(parsed, dictionaryOf(contexts)).evaluate().coerceString();
  });

const dictionaryOf = (contexts: Contexts): data.Dictionary =>
  new data.Dictionary(
    ...Object.entries(contexts).map(([key, value]) => ({
      key,
      value: typeof value === 'string' ? new data.StringData(value) : dictionaryOf(value),
    })),
  );
