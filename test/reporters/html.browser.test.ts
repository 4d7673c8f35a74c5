import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { kubemend, service } from '../cli/kubemend.ts';
import { temporaryTree } from '../discover/temporary-tree.ts';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];
const browser = BROWSERS.find(name => spawnSync(name, ['--version']).status === 0);
if (browser === undefined) console.log('skipped: no Chromium is on the PATH');

const page = suite('the page in a browser');
const inBrowser = browser === undefined ? page.skip : page;

/** Opens a page without a network, in a profile of its own. */
function open(file: string, args: readonly string[]): string {
  const profile = temporaryTree();
  const { stdout } = spawnSync(
    browser!,
    [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND'],
      ...[`--user-data-dir=${profile}`, '--window-size=1200,1600', ...args],
      pathToFileURL(file).href,
    ],
    { encoding: 'utf8', timeout: 120_000 },
  );
  return stdout;
}

inBrowser('it shows the findings, and is light or dark as the reader has it', async () => {
  const root = temporaryTree({ 'apps/a.yaml': service('web') });
  await kubemend(root, ['--format', 'html=page.html', 'apps']);
  const file = join(root, 'page.html');
  const dom = open(file, ['--dump-dom']);
  assert.match(dom, /<h1[^>]*>1 warning in 1 file/);
  assert.match(dom, 'service-external-ips');

  const [light, dark] = ['1', '0'].map(scheme => {
    const shot = join(root, `${scheme}.png`);
    open(file, [`--blink-settings=preferredColorScheme=${scheme}`, `--screenshot=${shot}`]);
    return readFileSync(shot);
  });
  // A page on which nothing is drawn is far smaller.
  assert.ok(light!.length > 20_000 && dark!.length > 20_000, `${light!.length} ${dark!.length}`);
  assert.not(light!.equals(dark!));
});

page.run();
