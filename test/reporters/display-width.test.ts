import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { displayWidth } from '../../src/reporters/display-width.ts';

const width = suite('display width');

width('width is counted in columns of a terminal', () => {
  const text = { '': 0, abc: 3, '…': 1, '␛': 1, 'e\u0301': 1, '\u0301': 0, 日本: 4, 한글: 4, Ａ: 2, ﾊ: 1 };
  const emoji = { '😀': 2, '👩‍💻': 2, '🇨🇭': 2, '❤️': 2, '1️⃣': 2, '🏴󠁧󠁢󠁥󠁮󠁧󠁿': 2, '❤': 1, '1': 1 };
  for (const [shown, columns] of Object.entries({ ...text, ...emoji })) assert.is(displayWidth(shown), columns, shown);
});

width.run();
