import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readArguments } from '../src/cli/options.ts';
import { projectRoot } from './cli/kubemend.ts';

const PAGES = ['README.md', ...readdirSync(join(projectRoot, 'docs')).map(name => `docs/${name}`)];

const blocks = (page: string, language: string): readonly string[] =>
  Array.from(
    readFileSync(join(projectRoot, page), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms')),
    ([, text]) => text!,
  );

/** What follows the command, wherever a line starts it: up to a comment, a pipe, another command. */
const commandsIn = (text: string): readonly (readonly string[])[] =>
  Array.from(text.matchAll(/(?:^|&& |\| |\$\(|npx (?:--yes )?)kubemend(?:@[\d.]+)?((?: [^#|>&()\n]*)?)/gm), ([, rest]) =>
    Array.from(rest!.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g), ([word]) => word.replace(/["']/g, '')),
  );

/** What is wrong with a command line. */
const refusalOf = (words: readonly string[]): Promise<unknown> =>
  readArguments(words, { inActions: false, readText: () => '{"items":[]}' }).then(
    () => undefined,
    (error: unknown) => error,
  );

const test = suite('the commands of the documentation');

for (const page of PAGES)
  test(`${page} names none that the command line does not take`, async () => {
    for (const words of [...blocks(page, 'sh'), ...blocks(page, 'yaml')].flatMap(commandsIn))
      assert.is(await refusalOf(words), undefined, words.join(' '));
  });

test('there are some', () => {
  const counts = ['docs/recipes.md', 'docs/migration.md', 'docs/reports.md'].map(page => blocks(page, 'sh').flatMap(commandsIn).length);
  assert.ok(
    counts.every(count => count > 5),
    counts.join(' '),
  );
});

test('what recipes give as YAML is YAML, and gives the action only inputs that it has', () => {
  const { inputs } = load(readFileSync(join(projectRoot, 'action.yml'), 'utf8')) as { readonly inputs: object };
  let steps = 0;
  for (const text of blocks('docs/recipes.md', 'yaml'))
    for (const document of loadAll(text)) {
      const jobs = Object.values((document as { readonly jobs?: object }).jobs ?? {}) as { readonly steps: readonly Step[] }[];
      for (const { uses, with: given = {} } of jobs.flatMap(({ steps }) => steps)) {
        if (uses?.startsWith('kubemend/') !== true) continue;
        steps++;
        for (const name of Object.keys(given)) assert.ok(name in inputs, name);
      }
    }
  assert.is(steps, 2);
});

test.run();

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
