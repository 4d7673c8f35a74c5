// Given to Node before the command: sends it a signal before a call that changes files (the number of the call, or the first of a name), or counts them.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

const { KILL_AT, KILL_WITH = 'SIGKILL', COUNT_IN } = process.env;
let count = 0;
let isSent = false;
for (const name of ['openSync', 'writeSync', 'fsyncSync', 'mkdirSync', 'renameSync', 'linkSync', 'rmSync', 'chmodSync']) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (name === 'openSync' && args[1] !== 'wx') return original(...args);
    if (!isSent && (KILL_AT === name || KILL_AT === String(count))) {
      isSent = true;
      process.kill(process.pid, KILL_WITH);
    }
    count += 1;
    return original(...args);
  };
}
syncBuiltinESMExports();
if (COUNT_IN) process.on('exit', () => fs.writeFileSync(COUNT_IN, String(count)));
