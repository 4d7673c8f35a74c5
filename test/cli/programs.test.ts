import { createRequire } from 'node:module';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { headlessService, kubemend } from './kubemend.ts';
import { lint, places, skipped } from './lint.ts';

const programs = suite('programs beside manifests');

const isCompilerLoaded = (): boolean => Object.keys(createRequire(import.meta.url).cache).some(path => path.includes('ts-morph'));

/** A program whose Service has externalIPs that do nothing, so that `--fix` takes them away. */
const program = (name: string): string =>
  `import * as k8s from '@pulumi/kubernetes';\n\nnew k8s.core.v1.Service('${name}', {\n  spec: {\n    clusterIP: 'None',\n    externalIPs: ['192.0.2.4'],\n  },\n});\n`;

/** An MPEG transport stream: packets of 188 bytes, each with a sync byte. */
const video = Buffer.concat(
  Array.from({ length: 100 }, (_, packet) =>
    Buffer.concat([Buffer.from([0x47, 0x40, packet, 0x10]), Buffer.from("externalIPs 'cdk8s'"), Buffer.alloc(165, packet)]),
  ),
);

// First of all: what is loaded stays so.
programs('the compiler is not loaded for a run without a program that makes manifests', async () => {
  const root = temporaryTree({
    'service.yaml': headlessService('web'),
    'server.ts': "import { Service } from './service';\nnew Service({ externalIPs: ['192.0.2.4'] });\n",
    'types.d.ts': "import { ApiObject } from 'cdk8s';\nexport interface ServiceSpec { externalIPs: string[] }\n",
    'chart.ts': "import { Chart } from 'cdk8s';\nexport class Empty extends Chart {}\n",
    'video.ts': video,
  });
  assert.equal(places(await lint(root)), ['service.yaml:9 service-external-ips-ignored']);
  assert.not.ok(isCompilerLoaded());
  await lint(temporaryTree({ 'index.ts': program('web') }));
  assert.ok(isCompilerLoaded());
});

programs('a program that cannot be read is a finding with its place', async () => {
  const root = temporaryTree({ 'index.ts': `${program('web')}const a = {\n  b: [1, 2\n};\n` });
  const result = await lint(root);
  assert.equal(places(result), ['index.ts:11 syntax']);
  assert.is(result.report.diagnostics[0]!.message, "the file cannot be read past this point: ',' expected");
});

programs('a file that is too large, or a video, is skipped with its reason', async () => {
  const root = temporaryTree({ 'index.ts': program('web') + '// generated\n'.repeat(400_000), 'video.ts': video });
  const result = await lint(root);
  assert.equal(places(result), []);
  assert.equal(skipped(result), ['index.ts: a document of more than 4 MiB', 'video.ts: a binary file']);
});

programs('a list that is only handed on is told, so that silence is not taken for health', async () => {
  const root = temporaryTree({ 'index.ts': program('web').replace("['192.0.2.4']", 'args.addresses') });
  assert.equal(skipped(await lint(root)), [
    'index.ts: line 6: `externalIPs` is `args.addresses`, which the file does not write out, so nothing is known of it',
  ]);
});

programs('--fix writes programs, their byte order mark and line ends as they are', async () => {
  const text = `\ufeff${program('web')}`.replaceAll('\n', '\r\n');
  const root = temporaryTree({ 'index.ts': text });
  const { writes } = { writes: (await lint(root, { fix: 'plan' })).changes };
  assert.equal(
    writes.map(({ after }) => after),
    [text.replace("    externalIPs: ['192.0.2.4'],\r\n", '')],
  );
});

programs('--fix takes away a comment that hides nothing', async () => {
  const text = program('web').replace(/ {4}(?:clusterIP|externalIPs).*\n/g, '');
  const comment = '// kubemend-ignore[service-external-ips]: served by the router\n';
  const root = temporaryTree({ 'index.ts': `${comment}${text}// externalIPs\n` });
  const { changes } = await lint(root, { fix: 'plan' });
  assert.equal(
    changes.map(({ after }) => after),
    [`${text}// externalIPs\n`],
  );
});

programs('a program is read from standard input', async () => {
  const { out, status } = await kubemend(temporaryTree({}), ['--stdin-filename', 'index.ts', '-', '--fix'], { input: program('web') });
  assert.is(out, program('web').replace("    externalIPs: ['192.0.2.4'],\n", ''));
  assert.is(status, 0);
});

programs('the path of a finding is that of the field in the object', async () => {
  const { report } = await lint(temporaryTree({ 'index.ts': program('web') }));
  assert.equal(report.diagnostics[0]!.resource?.path, ['spec', 'externalIPs']);
});

programs.run();
