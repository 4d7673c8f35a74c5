import { spawnSync } from 'node:child_process';
import { measure, type Command } from './measure.ts';

/** Found in most of the files in which kubemend finds something. */
const WORDS = ['externalIPs', 'lusterConfiguration', 'kube-apiserver', 'cloud-controller-manager'];

const PATTERNS = WORDS.flatMap(word => ['-e', word]);

/** What there is to do at least: reading all files, and looking for four words. */
export const grep = (cwd: string): Command => ({
  program: 'grep',
  // Of what Git keeps kubemend reads nothing either.
  args: ['-rlF', '--exclude-dir=.git', ...PATTERNS, '.'],
  cwd,
  statuses: [0, 1],
});

export const ripgrep = (cwd: string): Command => ({ program: 'rg', args: ['-lF', ...PATTERNS, '.'], cwd, statuses: [0, 1] });

export const hasRipgrep = (): boolean => spawnSync('rg', ['--version'], { stdio: 'ignore' }).status === 0;

export const kubemend = (bundle: string, cwd: string, args: readonly string[]): Command => ({
  program: process.execPath,
  args: [bundle, ...args],
  cwd,
  statuses: [0, 1],
});

/** Options that make a bundle run all of its rules, those that are off unless they are named as well. */
export async function allRules(bundle: string): Promise<readonly string[]> {
  const { out } = await measure(kubemend(bundle, process.cwd(), ['rules', '--format', 'json']));
  return (JSON.parse(out) as readonly { readonly id: string }[]).flatMap(({ id }) => ['--rule', id]);
}

/** As one would type it, under a name; rules that are named are counted. */
export function shown(name: string, args: readonly string[]): string {
  const words = args.filter((word, index) => word !== '--rule' && args[index - 1] !== '--rule');
  const rules = args.filter(word => word === '--rule').length;
  return `\`${[name, ...words].join(' ')}\`${rules > 0 ? `, with each of its ${rules} rules named by \`--rule\`` : ''}`;
}
