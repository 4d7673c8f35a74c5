import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryTree } from '../discover/temporary-tree.ts';
import { lint, skipped } from '../cli/lint.ts';

const unread = suite('what was not read');

unread('a shell script that cannot be told apart is said to be unread', async () => {
  const pod = (script: string): string =>
    `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: kube-apiserver\n      image: example.com/kube-apiserver\n      command: [sh, -c, '${script}']\n`;
  const root = temporaryTree({ 'a.yaml': pod('exec kube-apiserver --v="$(level)"'), 'b.yaml': pod('exec other "$(kubectl)"') });
  assert.equal(skipped(await lint(root)), [
    'a.yaml: line 7: the shell script that starts kube-apiserver cannot be told apart into words, so its flags were not read',
  ]);
});

unread.run();
