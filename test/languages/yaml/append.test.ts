import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal } from '../../../src/core/document.ts';
import { applyEdits } from '../../../src/core/text.ts';
import { prove } from '../../../src/fix/prove.ts';
import { yaml } from '../../../src/languages/yaml/index.ts';

const append = suite('append to YAML');

const OBJECT = { apiVersion: 'v1', kind: 'X', metadata: { name: 'yes' }, spec: { empty: {}, list: ['a', { b: null, c: [[1, 2], []] }] } };
const SPELLED =
  'apiVersion: v1\nkind: X\nmetadata:\n  name: "yes"\nspec:\n  empty: {}\n  list:\n    - a\n    - b: null\n      c:\n        - - 1\n          - 2\n        - []\n';

/** The text with the object, after the proof that it and all else is there. */
function appended(text: string, path = 'a.yaml'): string {
  const file = { path, text };
  const edit = yaml.append(file, [{ object: OBJECT }]);
  if (isRefusal(edit)) return `refused: ${edit.refused}`;
  const after = { path, text: applyEdits(text, [edit]) };
  assert.is(prove(file, after, yaml, [], [{ path, object: OBJECT }]), undefined);
  return after.text;
}

const CASES: readonly (readonly [claim: string, before: string, after: string])[] = [
  ['an empty file holds the object alone', '', SPELLED],
  ['comments stay above the object', '# only\n', `# only\n${SPELLED}`],
  ['an object is the next document', 'a: 1\n', `a: 1\n---\n${SPELLED}`],
  ['an object follows an ended document', 'a: 1\n...\n', `a: 1\n...\n---\n${SPELLED}`],
  ['a missing final line break stays missing', 'a: 1', `a: 1\n---\n${SPELLED.trimEnd()}`],
  ['carriage returns are kept', 'a: 1\r\n', `a: 1\r\n---\r\n${SPELLED.replaceAll('\n', '\r\n')}`],
  ['a byte order mark stays', '\ufeffa: 1\n', `\ufeffa: 1\n---\n${SPELLED}`],
];
for (const [claim, before, after] of CASES) append(claim, () => assert.is(appended(before), after));

append('comments come along above a member and after it', () => {
  const file = { path: 'a.yaml', text: 'a: 1\n' };
  const comments = [
    { path: ['metadata', 'name'], above: ['# why', '# so'], trailing: '# short' },
    { path: ['spec'], above: [], trailing: '# all of it' },
  ];
  const object = { metadata: { name: 'web' }, spec: { list: [1] } };
  const edit = yaml.append(file, [{ object, comments }]);
  assert.is(
    isRefusal(edit) ? edit.refused : edit.newText,
    '---\nmetadata:\n  # why\n  # so\n  name: web # short\nspec: # all of it\n  list:\n    - 1\n',
  );
});

append('comments come along to members of items', () => {
  const file = { path: 'a.yaml', text: '' };
  const comments = [
    { path: ['list', 1, 'b'], above: ['# why'], trailing: '# short' },
    { path: ['list', 0, 'a'], above: ['# first'] },
  ];
  const edit = yaml.append(file, [{ object: { list: [{ a: 1 }, { a: null, b: 2 }], other: 'x' }, comments }]);
  assert.is(
    isRefusal(edit) ? edit.refused : edit.newText,
    'list:\n  - # first\n    a: 1\n  - a: null\n    # why\n    b: 2 # short\nother: x\n',
  );
});

append('several objects follow each other', () => {
  const objects = [{ object: { a: 1 } }, { object: { b: 2 } }];
  const added = (text: string) => {
    const edit = yaml.append({ path: 'a.yaml', text }, objects);
    return isRefusal(edit) ? edit.refused : edit.newText;
  };
  assert.is(added(''), 'a: 1\n---\nb: 2\n');
  assert.is(added('x: 1\r\n'), '---\r\na: 1\r\n---\r\nb: 2\r\n');
  assert.is(added('x: 1'), '\n---\na: 1\n---\nb: 2');
});

append('JSON holds one object', () => assert.is(appended(' {"a": 1}', 'a.json'), 'refused: a JSON file holds one object'));

append.run();
