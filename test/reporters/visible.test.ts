import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { visible, visibleLines } from '../../src/reporters/visible.ts';

const text = suite('visible text');

text('control characters become pictures', () => {
  assert.is(visible('\0\t\n\r\u001b\u007f'), '␀␉␊␍␛␡');
});

text('what has no picture becomes its code point', () => {
  assert.is(visible('\u0085\u009b\u200b\u2028\u202e'), '<U+0085><U+009B><U+200B><U+2028><U+202E>');
  assert.is(visible(`\u2066\ufeff${String.fromCharCode(0xd800)}\u{e0041}`), '<U+2066><U+FEFF><U+D800><U+E0041>');
});

text('what can be seen, and what joins it, is left alone', () => {
  const seen = 'naïve e\u0301 日本 👩‍💻 ❤️ می\u200cخواهم \u00a0`x`';
  assert.is(visible(seen), seen);
});

text('a picture is left alone', () => {
  assert.is(visible(visible('\u001b\u202e')), visible('\u001b\u202e'));
});

text('of several lines the breaks and tabs stay', () => {
  assert.is(visibleLines('a\tb\r\n\u001b[31m\n\n\u009b'), 'a\tb␍\n␛[31m\n\n<U+009B>');
});

text.run();
