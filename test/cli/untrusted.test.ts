import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { reporters } from '../../src/reporters/index.ts';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { bytesBelow, headlessService, kubemend, service } from './kubemend.ts';

/** What sets the title of a terminal, and colours, in both spellings: ECMA-48, CSI and OSC. */
const ESCAPES = '\u001b]0;owned\u0007\u001b[31m\u009b31m';

/** Control characters but for tabs and line breaks. */
const OBEYED = /[\0-\x08\x0b-\x1f\x7f-\x9f]/;

const terminal = suite('what a terminal obeys');

terminal('none of it comes from a file or its name, in no format, and not on standard error', async () => {
  const root = temporaryTree({
    [`a${ESCAPES}.yaml`]: `${service('a').replace('192.0.2.4', '"192.0.2.4\\e[31m\\x9b"')}    - 192.0.2.5 # \u009b31m\n`,
    [`syntax${ESCAPES}.yaml`]: `externalIPs: [1, "\u009b"\n`,
    [`binary${ESCAPES}.yaml`]: 'externalIPs\0',
  });
  symlinkSync('nowhere', join(root, `dangling${ESCAPES}.yaml`));
  const all = Object.keys(reporters).map(format => ['--format', format, '--strict', '--min-severity', 'info', '.']);
  for (const args of [...all, [`no${ESCAPES}.yaml`], [`--no${ESCAPES}`]]) {
    const { out, err } = await kubemend(root, args);
    assert.ok(out.length + err.length > 0, args.join(' '));
    assert.not.match(out, OBEYED, `${args.join(' ')}: standard output`);
    assert.not.match(err, OBEYED, `${args.join(' ')}: standard error`);
  }
});

terminal.run();

const code = suite('code of a repository');

code('is not run: no configuration of ESLint, no program, no plug-in of kustomize', async () => {
  const marker = join(temporaryTree(), 'ran');
  const run = `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`;
  const root = temporaryTree({
    'eslint.config.cjs': run,
    'eslint.config.js': run,
    '.eslintrc.js': run,
    'package.json': JSON.stringify({ type: 'commonjs', prettier: './run.js', scripts: { prepare: run } }),
    'tsconfig.json': JSON.stringify({ compilerOptions: { plugins: [{ name: './run.js' }] } }),
    'run.js': run,
    'node_modules/cdk8s/index.js': run,
    'main.ts': `import { KubeService } from 'cdk8s';\n${run};\nnew KubeService(this, 's', { spec: { clusterIP: 'None', externalIPs: ['192.0.2.4'] } });\n`,
    'kustomization.yaml': 'resources: [service.yaml]\ngenerators: [plugin.yaml]\n',
    'plugin.yaml': `metadata: {annotations: {config.kubernetes.io/function: "exec: {path: ./run.js}"}}\n`,
    'service.yaml': headlessService('a'),
  });
  await kubemend(root, ['--fix', '--unsafe', '--to', 'metallb']);
  assert.not.match(bytesBelow(root)['service.yaml'] ?? '', 'externalIPs', 'the run did its work');
  assert.not(existsSync(marker), 'something was run');
});

code.run();

const time = suite('what takes long to match');

time('hundreds of thousands of blank lines do not', async () => {
  const root = temporaryTree({ 'a.yaml': service('a').replace('  externalIPs', `${'\n'.repeat(300_000)}  externalIPs`) });
  const before = performance.now();
  const { out } = await kubemend(root, []);
  assert.match(out, 'service-external-ips');
  assert.ok(performance.now() - before < 30_000, 'half a minute, where each line used to look through all others');
});

time.run();
