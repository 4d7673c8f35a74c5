// `npm start`: the command, on the demo repository unless told otherwise.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const args = process.argv.slice(2);
const { status } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...(args.length > 0 ? args : ['fixtures/demo'])], {
  stdio: 'inherit',
});
process.exitCode = status ?? 2;
