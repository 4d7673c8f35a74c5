import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { takesLinks } from '../../src/cli/links.ts';

const links = suite('links of a terminal');

links('terminals that are known to take links get them', () => {
  for (const environment of [
    { TERM_PROGRAM: 'vscode' },
    { TERM: 'xterm-kitty' },
    { TERM: 'xterm-256color', VTE_VERSION: '7600' },
    { WT_SESSION: 'c5c8-4b' },
    { FORCE_HYPERLINK: '1', TMUX: '/tmp/tmux' },
  ])
    assert.ok(takesLinks(environment), JSON.stringify(environment));
});

links('others do not, nor what runs within another program', () => {
  for (const environment of [
    {},
    { TERM: 'xterm-256color', VTE_VERSION: '4800' },
    { TERM_PROGRAM: 'Apple_Terminal' },
    { TERM_PROGRAM: 'vscode', TMUX: '/tmp/tmux' },
    { TERM: 'xterm-kitty', FORCE_HYPERLINK: '0' },
  ])
    assert.not.ok(takesLinks(environment), JSON.stringify(environment));
});

links.run();
