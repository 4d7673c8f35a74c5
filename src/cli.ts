import * as nodeModule from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Where programs keep what they can make again. Sources: the XDG Base Directory Specification, and the guidelines of Apple and Microsoft. */
function cacheFolder(): string {
  const { env, platform } = process;
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData/Local');
  if (platform === 'darwin') return join(homedir(), 'Library/Caches');
  return env['XDG_CACHE_HOME']?.startsWith('/') === true ? env['XDG_CACHE_HOME'] : join(homedir(), '.cache');
}

// A third of the time for a single file goes to compiling; from 22.1 on Node keeps the result. In a folder of the user's own, and not in that of all
// for temporary files, where somebody else could leave another result. Without leave to write there nothing is kept.
try {
  (nodeModule as { enableCompileCache?: (folder: string) => void }).enableCompileCache?.(join(cacheFolder(), 'kubemend'));
} catch {
  // Nobody's home is known.
}

void import('./command-line.ts').then(({ commandLine }) => commandLine());
