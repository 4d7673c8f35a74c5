import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Label } from '../../src/core/diagnostic.ts';
import { formatFrame } from '../../src/reporters/frame.ts';
import { block, labels } from './samples.ts';

const PLAIN = { gutter: String, mark: String, noteName: String, link: String };

const show = ([primary, ...related]: readonly Label[]): string =>
  formatFrame({ primary: primary!, related, notes: [] }, PLAIN)
    .map(line => `${line}\n`)
    .join('');

const frame = suite('code frame');

frame('labels stand in the order of lines, whichever is the primary one', () => {
  const [early, late] = labels('a.yaml', 'a: «1»\nb: «2»\n', 'related', 'primary');
  assert.is(
    show([late!, early!]),
    block`
        --> a.yaml:2:4
         |
       1 | a: 1
         |    - related
       2 | b: 2
         |    ^ primary
         |
      `,
  );
});

frame('one line between labels is shown, more become dots', () => {
  assert.is(
    show(labels('a.yaml', '«a»: 1\nb: 2\n«c»: 3\nd: 4\ne: 5\n«f»: 6\n', 'one', 'two', 'three')),
    block`
        --> a.yaml:1:1
         |
       1 | a: 1
         | ^ one
       2 | b: 2
       3 | c: 3
         | - two
      ...
       6 | f: 6
         | - three
         |
      `,
  );
});

frame('the gutter is as wide as the longest line number of all files', () => {
  const near = labels('a.yaml', '«a»: 1\n', 'here');
  const far = labels('b.yaml', `${'\n'.repeat(99)}«b»: 2\n`, 'there');
  assert.is(
    show([...near, ...far]),
    block`
         --> a.yaml:1:1
          |
        1 | a: 1
          | ^ here
          |
         ::: b.yaml:100:1
          |
      100 | b: 2
          | - there
          |
      `,
  );
});

frame('labels of one line share a row where there is room, else each has its own', () => {
  assert.is(
    show(labels('a.yaml', 'a: { b: «1», c: «2», some-long-key: «3» }\n', 'first', 'second', 'third')),
    block`
        --> a.yaml:1:9
         |
       1 | a: { b: 1, c: 2, some-long-key: 3 }
         |         ^ first                 - third
         |               - second
         |
      `,
  );
});

frame('labels at one place, or one within the other, are both shown', () => {
  const [outer, inner] = labels('a.yaml', 'a: «1.2.«3».4»\n', 'an address', 'a part of it');
  assert.is(
    show([outer!, inner!, { ...outer!, text: 'the same place' }]),
    block`
        --> a.yaml:1:4
         |
       1 | a: 1.2.3.4
         |    ^^^^^^^ an address
         |    ------- the same place
         |        - a part of it
         |
      `,
  );
});

frame('a span over several lines is marked on its first line to the end of that line', () => {
  assert.is(
    show(labels('a.yaml', 'spec: «{ a: 1,\n  b: 2 }»\n', 'this map')),
    block`
        --> a.yaml:1:7
         |
       1 | spec: { a: 1,
         |       ^^^^^^^ this map
         |
      `,
  );
});

frame('line breaks are no part of a line, neither LF nor CRLF', () => {
  assert.is(
    show(labels('a.yaml', 'a: «1\r\n»b: «2\r\n»', 'with its line break', 'the last one')),
    block`
        --> a.yaml:1:4
         |
       1 | a: 1
         |    ^ with its line break
       2 | b: 2
         |    - the last one
         |
      `,
  );
});

frame('a byte order mark is neither shown nor counted', () => {
  assert.is(
    show(labels('a.yaml', '\ufeff«a»: 1\n', 'here')),
    block`
        --> a.yaml:1:1
         |
       1 | a: 1
         | ^ here
         |
      `,
  );
});

frame('an empty span has one mark, also behind the last character of a file', () => {
  assert.is(
    show(labels('a.yaml', 'a:«» x\nb:«»', 'a value is missing', 'here too')),
    block`
        --> a.yaml:1:3
         |
       1 | a: x
         |   ^ a value is missing
       2 | b:
         |   - here too
         |
      `,
  );
  assert.is(
    show(labels('a.yaml', 'a: 1\n«»', 'the end')),
    block`
        --> a.yaml:2:1
         |
       2 |
         | ^ the end
         |
      `,
  );
  assert.is(
    show(labels('empty.yaml', '«»', 'nothing')),
    block`
        --> empty.yaml:1:1
         |
       1 |
         | ^ nothing
         |
      `,
  );
});

frame('a label without text is a mark', () => {
  assert.is(
    show(labels('a.yaml', 'a: «1»\n')),
    block`
        --> a.yaml:1:4
         |
       1 | a: 1
         |    ^
         |
      `,
  );
});

frame('tabs are four columns wide wherever they stand', () => {
  assert.is(
    show(labels('a.tf', '\ta\t= «\t1»\n', 'tab and one')),
    block`
        --> a.tf:1:6
         |
       1 |     a    =     1
         |            ^^^^^ tab and one
         |
      `,
  );
});

frame('marks count columns of the terminal, not characters', () => {
  const wide = 'name: 網站 # «ok» 👩‍💻 «fine»';
  const combined = '«e\u0301e\u0301»: «日本»';
  assert.is(
    show(labels('a.yaml', `${wide}\n${combined}\n`, 'after wide', 'after emoji', 'combined', 'wide')),
    block`
        --> a.yaml:1:12
         |
       1 | name: 網站 # ok 👩‍💻 fine
         |              ^^ after wide
         |                    ---- after emoji
       2 | e\u0301e\u0301: 日本
         | -- combined
         |     ---- wide
         |
      `.replaceAll('\\u0301', '\u0301'),
  );
});

frame('a long line is cut around its labels, and a long label in itself', () => {
  const x = (count: number) => 'x'.repeat(count);
  assert.is(
    show(labels('a.json', `${x(5000)}«key»${x(5000)}«${x(300)}»${x(9)}«»`, 'here', 'long', 'end')),
    block`
        --> a.json:1:5001
         |
       1 | …${x(50)}key${x(50)}…${x(50)}${x(60 + 50)}…${x(41)}${x(9)}
         |  ${' '.repeat(50)}^^^ here${' '.repeat(50 - ' here'.length)} ${' '.repeat(50)}${'-'.repeat(60 + 50 + 1 + 41)} long    - end
         |
      `,
  );
});

frame('a cut never goes through a character', () => {
  const output = show(labels('a.json', `${'😀'.repeat(100)}x«key»${'😀'.repeat(100)}`, 'here'));
  assert.is(
    output,
    block`
        --> a.json:1:202
         |
       1 | …${'😀'.repeat(25)}xkey${'😀'.repeat(25)}…
         |  ${'  '.repeat(25)} ^^^ here
         |
      `,
  );
});

frame('a frame shows eight related places and counts the others', () => {
  const places = labels('a.yaml', Array.from({ length: 11 }, (_, index) => `k${index}: «v»\n`).join(''));
  const output = show(places);
  assert.match(output, / 9 \| k8: v\n {3}\| {5}-\n {3}\|\n {3}= note: and 2 more places\n$/);
  assert.is(output.match(/-\n/g)?.length, 8);
  assert.not.match(show(places.slice(0, 9)), 'more place');
  assert.match(show(places.slice(0, 10)), 'and 1 more place\n');
});

frame.run();
