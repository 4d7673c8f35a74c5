import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isRefusal } from '../../../src/core/document.ts';
import { wholeFile } from '../../../src/languages/regions/excerpt.ts';
import { YamlDocument } from '../../../src/languages/yaml/document.ts';
import { isMap, isSeq, type YamlPair } from '../../../src/languages/yaml/syntax.ts';
import { remove, set } from './plan.ts';

const many = suite('many plans of one document');

const COUNT = 50;

function documentOf(text: string): YamlDocument {
  const file = { path: 'a.yaml', text };
  return new YamlDocument(file, wholeFile(file), 0);
}

/** A document with a list in it, and how often the tokens of its items were looked at. */
function watchedList(item: string): { readonly document: YamlDocument; readonly looks: () => number } {
  const document = documentOf(`# why\nitems:\n${item.repeat(COUNT)}`);
  const root = document.syntax.tree!.contents;
  const list = isMap(root) ? (root.items[0] as YamlPair).value : null;
  let looks = 0;
  for (const token of (isSeq(list) && list.srcToken?.items) || []) {
    const { start } = token;
    Object.defineProperty(token, 'start', {
      get: () => {
        looks++;
        return start;
      },
    });
  }
  return { document, looks: () => looks };
}

for (const [style, item] of [
  ['block style', '  - a: 1\n    b: 2\n'],
  ['brackets', '  - {a: 1, b: 2}\n'],
] as const)
  many(`only the first one looks at all items of a list, in ${style}`, () => {
    const { document, looks } = watchedList(item);
    document.editor.plan([set('items 0 a', 3)]);
    const first = looks();
    assert.ok(first >= COUNT, 'each item is looked at once');
    for (let index = 1; index < COUNT; index++) assert.not(isRefusal(document.editor.plan([set(`items ${index} a`, 3)])));
    assert.ok(looks() - first < 3 * COUNT, `${looks() - first} looks for ${COUNT} plans`);
  });

many('none knows of what another one was about', () => {
  const { document } = watchedList('  - a: 1\n    b: 2\n');
  const ops = [remove('items 0'), set('items 1 b', 3), remove('items 2 a'), set('items 3 c', 1, 'first')];
  const alone = (op: (typeof ops)[number]) => documentOf(document.file.text).editor.plan([op]);
  assert.equal(
    ops.map(op => document.editor.plan([op])),
    ops.map(alone),
  );
  assert.equal(document.editor.plan(ops), documentOf(document.file.text).editor.plan(ops));
});

many.run();
