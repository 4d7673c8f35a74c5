import { join } from 'node:path';
import { policyOf } from '../config/policy.ts';
import { formatPatch } from '../fix/patch.ts';
import { run, type RunResult } from '../main.ts';
import { formatText } from '../reporters/text.ts';

/** What the README shows of the demo repository: one Service of it, with everything around. */
const SHOWN = 'apps/base/web';

/** The report of the shown file as a block of Markdown. */
export async function demoReport(root: string): Promise<string> {
  const { report } = await runDemo(root, 'no');
  return `\`\`\`console\n$ kubemend ${SHOWN}\n${formatText(report, { minSeverity: 'warning', color: false, quiet: false, fixing: false }).trimEnd()}\n\`\`\``;
}

/** The patch for the shown file as a block of Markdown. */
export async function demoPatch(root: string): Promise<string> {
  const { changes } = await runDemo(root, 'plan');
  return `\`\`\`diff\n$ kubemend --diff --to metallb ${SHOWN}\n${formatPatch(changes).trimEnd()}\n\`\`\``;
}

const runDemo = (root: string, fix: 'no' | 'plan'): Promise<RunResult> =>
  run({
    cwd: join(root, 'fixtures/demo'),
    paths: [SHOWN],
    policy: policyOf({ to: fix === 'no' ? undefined : 'metallb' }),
    fix,
    unsafe: false,
    tool: { name: 'kubemend', version: '' },
  });
