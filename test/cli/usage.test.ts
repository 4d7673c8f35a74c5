import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reporters } from '../../src/reporters/index.ts';
import { codemods } from '../../codemods/index.ts';
import { UsageError, type LintOptions } from '../../src/cli/commands.ts';
import { readArguments } from '../../src/cli/options.ts';
import { refuseUnused } from '../../src/cli/setting-options.ts';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { bytesBelow, kubemend, service } from './kubemend.ts';

const wrong = suite('a command line that cannot be followed');

/** No file can be read. */
const NOWHERE = { inActions: false, readText: (path: string) => ({ refused: `cannot take \`${path}\`: it is not there` }) };

const FORMATS = Object.keys(reporters)
  .map(name => `\`${name}\``)
  .join(', ');

/** The one line that each is answered with. */
const ANSWERS: readonly (readonly [args: readonly string[], answer: string | RegExp])[] = [
  [['--fixx'], '`--fixx` is no option; the nearest is `--fix`; `kubemend --help` lists them'],
  [
    ['--kubernetes-verison', '1.36'],
    '`--kubernetes-verison` is no option; the nearest is `--kubernetes-version`; `kubemend --help` lists them',
  ],
  [['--zzz'], '`--zzz` is no option; `kubemend --help` lists them'],
  [['-x'], '`-x` is no option; `kubemend --help` lists them'],
  [['-fix'], '`-fix` is no option; the nearest is `--fix`; `kubemend --help` lists them'],
  [['-dash.yaml'], '`-dash.yaml` is no option; a file of that name is `./-dash.yaml`; `kubemend --help` lists them'],
  [
    ['--rule', 'service-external-ip'],
    'there is no rule `service-external-ip`; the nearest is `service-external-ips`; `kubemend rules` lists them',
  ],
  [['--set', 'stage'], '`--set` takes `key=value`, not `stage`'],
  [['--set', 'externalIPs.stages=all'], /^there is no setting `externalIPs\.stages`; the nearest is `externalIPs\.stage`; there are /],
  [['--to', 'metallb', '--stage', 'later'], '`--stage` takes `prepare`, `finish`, `all`'],
  [['--to', 'metallb', '--stage', 'all', '--set', 'externalIPs.stage=finish'], '`externalIPs.stage` is set twice'],
  [['--skip-rule', 'nothing-like-it'], 'there is no rule `nothing-like-it`; `kubemend rules` lists them'],
  [['--fix', '--to', 'metalb'], /^`--to` does not take `metalb`; the nearest is `metallb`; it takes `cilium`, /],
  [['--kubernetes-version', 'v1.x'], '`--kubernetes-version` takes a version of Kubernetes, as `1.37`, not `v1.x`'],
  [
    ['--kubernetes-version', '1.4'],
    '`--kubernetes-version` takes a version of Kubernetes, as `1.37`; `1.4` is one of long ago: write `1.40` if that is meant',
  ],
  [['--kubernetes-version', '2.0'], '`--kubernetes-version` takes a version of Kubernetes, as `1.37`, not `2.0`'],
  [['--kubernetes-version', ''], '`--kubernetes-version` takes a version of Kubernetes, as `1.37`, not ``'],
  [['--config', 'a.yaml', '--no-config'], '`--config` and `--no-config` exclude each other'],
  [['--format', 'jsn'], `\`--format\` does not take \`jsn\`; the nearest is \`json\`; it takes ${FORMATS}`],
  [['--format', 'jsn=out.json'], `\`--format\` does not take \`jsn\`; the nearest is \`json\`; it takes ${FORMATS}`],
  [['--format', 'json='], '`--format json=` names no file'],
  [
    ['--format', 'json', '--format', 'text'],
    'two formats cannot share standard output: give one a file, as in `--format json=report.json`',
  ],
  [
    ['--diff', '--format', 'json'],
    '`--diff` prints the patch on standard output: give the format a file, as in `--format json=report.json`',
  ],
  [['--fail-on', 'warn'], '`--fail-on` does not take `warn`; it takes `info`, `warning`, `error`, `never`'],
  [['--min-severity', 'errors'], '`--min-severity` does not take `errors`; the nearest is `error`; it takes `info`, `warning`, `error`'],
  [['--color', 'alway'], '`--color` does not take `alway`; the nearest is `always`; it takes `auto`, `always`, `never`'],
  [['--to'], '`--to` needs a value'],
  [['--rule', '--fix'], '`--rule` needs a value'],
  [['--fix=yes'], '`--fix` takes no value'],
  [['--to', 'metallb', '--to', 'metallb'], '`--to` is given twice'],
  [['--unsafe'], '`--unsafe` goes with `--fix` or `--diff`'],
  [['-'], '`-` reads one file from standard input: give its name with `--stdin-filename`, and no other path'],
  [
    ['-', 'a.yaml', '--stdin-filename', 'b.yaml'],
    '`-` reads one file from standard input: give its name with `--stdin-filename`, and no other path',
  ],
  [['--stdin-filename', 'a.yaml'], '`--stdin-filename` goes with the path `-`'],
  [
    ['codemod', 'external-ips-to-metalb'],
    `\`kubemend codemod\` takes one of ${codemods.map(({ id }) => `\`${id}\``).join(', ')}; the nearest is \`external-ips-to-metallb\``,
  ],
  [
    ['codemod', 'external-ips-to-metallb', '--to', 'cilium'],
    '`kubemend codemod` runs one codemod and nothing else: leave out `--to` and `--unsafe`',
  ],
  [['--changed', '--staged'], '`--changed` and `--staged` exclude each other'],
  [['--changed='], '`--changed=` takes a commit to compare with, as in `--changed=origin/main`'],
  [['--changed=--output=a'], '`--changed=` takes a commit to compare with, as in `--changed=origin/main`'],
  [['--changed=a', '--changed=b'], '`--changed` is given twice'],
  ...['0/2', '3/2', '1', 'a/b', '1/2/3', '-1/2'].map(
    share =>
      [[`--shard=${share}`], `\`--shard\` takes the number of a share and how many there are, as \`1/4\`, not \`${share}\``] as const,
  ),
  [
    ['-', '--stdin-filename', 'a.yaml', '--changed-lines'],
    '`--changed-lines` chooses among files, and `-` is one text: leave one of them out',
  ],
  [['baseline', '--shard', '1/2'], 'a baseline holds what is found in all files of its paths: leave out `--shard`'],
  [['explain'], '`kubemend explain` takes one rule or codemod; `kubemend rules` lists the rules'],
  [['explain', 'syntax', 'syntax'], '`kubemend explain` takes one rule or codemod; `kubemend rules` lists the rules'],
  [
    ['explain', 'external-ips-to-metalb'],
    'there is no rule or codemod `external-ips-to-metalb`; the nearest is `external-ips-to-metallb`; `kubemend rules` lists the rules',
  ],
  [['merge'], '`kubemend merge` takes JSON reports, as `--format json=report.json` writes them'],
  [['merge', 'a.json', '--fix'], '`kubemend merge` joins reports and lints nothing: leave out `--fix`'],
  [['completion'], '`kubemend completion` takes one of `bash`, `zsh`, `fish`'],
  [['completion', 'bsh'], '`kubemend completion` does not take `bsh`; the nearest is `bash`; it takes `bash`, `zsh`, `fish`'],
  [['init', 'apps'], '`kubemend init` takes nothing else: leave out `apps`; to lint a folder of that name write `./init`'],
  [['init', '--fix'], '`kubemend init` takes nothing else: leave out `--fix`; to lint a folder of that name write `./init`'],
  [['rules', 'apps'], '`kubemend rules` takes no path; to lint a folder of that name write `./rules`'],
];

for (const [args, answer] of ANSWERS) {
  wrong(`kubemend ${args.join(' ')}`, async () => {
    const refusal = await readArguments(args, NOWHERE).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!(refusal instanceof UsageError)) return assert.unreachable(`no refusal: ${String(refusal)}`);
    if (typeof answer === 'string') assert.is(refusal.message, answer);
    else assert.match(refusal.message, answer);
  });
}

wrong('is answered in one line on standard error, exits 2, and does nothing', async () => {
  const root = temporaryTree({ 'a.yaml': service('a') });
  const { status, out, err } = await kubemend(root, ['--fix', '--to', 'metallb', '--quite']);
  assert.equal([status, out, err], [2, '', 'kubemend: `--quite` is no option; the nearest is `--quiet`; `kubemend --help` lists them\n']);
  assert.equal(bytesBelow(root), { 'a.yaml': service('a') });
});

wrong.run();

const right = suite('a command line');

const lintOptions = async (...args: readonly string[]): Promise<LintOptions> => {
  const command = await readArguments(args, NOWHERE);
  assert.is(command.command, 'lint');
  return command as LintOptions;
};

right('what stands after -- is a path', async () =>
  assert.equal((await lintOptions('--fix', '--', '-dash.yaml', '--fix')).paths, ['-dash.yaml', '--fix']),
);

right('options stand before or after paths, with a space or with =', async () => {
  const options = [await lintOptions('--kubernetes-version=1.40', 'a', 'b'), await lintOptions('a', 'b', '--kubernetes-version', 'v1.40')];
  for (const { paths, target } of options) assert.equal([paths, target], [['a', 'b'], { major: 1, minor: 40 }]);
});

right('--changed takes a commit behind = only, and --changed-lines goes with what is compared', async () => {
  const options = [
    ['--changed', 'apps'],
    ['--changed=main', 'apps'],
    ['--changed-lines', 'apps'],
    ['--staged', '--changed-lines', 'apps'],
  ];
  assert.equal(
    (await Promise.all(options.map(args => lintOptions(...args)))).map(({ paths, selection: { changed, lines } }) => [
      paths,
      changed,
      lines,
    ]),
    [
      [['apps'], 'since-default-branch', false],
      [['apps'], { since: 'main' }, false],
      [['apps'], 'since-default-branch', true],
      [['apps'], 'staged', true],
    ],
  );
});

right('--diff beside --fix writes nothing', async () => {
  const { fix, diff } = await lintOptions('--fix', '--diff');
  assert.equal([fix, diff], [false, true]);
});

right('a format may be written to a file whose name holds =', async () =>
  assert.equal((await lintOptions('--format', 'json=a=b.json', '--format', 'text')).outputs, [
    { format: 'json', file: 'a=b.json' },
    { format: 'text', file: undefined },
  ]),
);

right('--help and --version win, whatever stands beside them', async () => {
  assert.equal(await readArguments(['--help', '-'], NOWHERE), { command: 'help' });
  assert.equal(await readArguments(['-V', '--unsafe'], NOWHERE), { command: 'version' });
});

right('a setting that nothing asks for is refused, once it is known what the configuration asks for', async () => {
  const { settings } = await lintOptions('--stage', 'prepare');
  assert.throws(
    () => refuseUnused(settings, new Set()),
    /^`--stage` is for `external-ips-to-cilium`, .*, which this run does not ask for$/,
  );
  refuseUnused(settings, new Set(['metallb']));
  refuseUnused(settings, new Set(['external-ips-to-metallb']));
});

right.run();

const talk = suite('commands that only talk');

talk('--help names every option of the contract that there is, and fits a terminal', async () => {
  const { status, out, err } = await kubemend(temporaryTree(), ['--help']);
  assert.equal([status, err], [0, '']);
  for (const option of [
    '--fix',
    '--diff',
    '--unsafe',
    '--to',
    '--kubernetes-version',
    '--format',
    '--rule',
    '--skip-rule',
    '--fail-on',
    '--min-severity',
    '--stdin-filename',
    '--stats',
    '--quiet',
    '--color',
    '--changed',
    '--staged',
    '--changed-lines',
    '--shard',
  ])
    assert.match(out, option);
  for (const line of out.split('\n')) assert.ok(line.length <= 120, line);
});

talk('explain tells of rules and of codemods', async () => {
  const [rule, codemod] = await Promise.all(
    ['service-external-ips', 'external-ips-to-metallb'].map(id => kubemend(temporaryTree(), ['explain', id])),
  );
  assert.equal([rule!.status, rule!.err, codemod!.status, codemod!.err], [0, '', 0, '']);
  assert.match(rule!.out, 'CVE-2020-8554');
  assert.match(codemod!.out, 'PORT_CONFLICT');
});

talk('rules lists them, for people and for programs', async () => {
  const [text, json] = await Promise.all([kubemend(temporaryTree(), ['rules']), kubemend(temporaryTree(), ['rules', '--format', 'json'])]);
  assert.match(text.out, 'missing-peer-ca-file');
  assert.ok((JSON.parse(json.out) as { id: string }[]).some(({ id }) => id === 'missing-peer-ca-file'));
});

talk.run();
