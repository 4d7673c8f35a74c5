import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { shellWords } from '../../src/kubernetes/shell.ts';

const shell = suite('shell words');

const spelled = (script: string): string | undefined =>
  shellWords(script)
    ?.map(({ text, isOperator }) => (isOperator ? `(${text})` : `[${text}]`))
    .join('');

shell('quotes come off, wherever they stand in a word', () => {
  assert.is(spelled(`a 'b c' "d e"f \\g h'i'"j"`), '[a][b c][d ef][g][hij]');
  assert.is(spelled(`"a \\"b\\" \\$c \\d"`), '[a "b" $c \\d]');
});

shell('operators end a command', () => {
  assert.is(spelled('a&&b||c;d|e&\nf>>g 2>&1'), '[a](&&)[b](||)[c](;)[d](|)[e](&)(\n)[f](>)(>)[g][2](>&)[1]');
  assert.is(spelled('( a < b & ) ; { c ; }'), '(()[a](<)[b](&)())(;)({)[c](;)(})');
});

shell('a backslash joins lines, and comments are no words', () => {
  assert.is(spelled('a \\\n  b # c d\ne#f'), '[a][b](\n)[e#f]');
});

shell('variables stay as they are written', () => {
  assert.is(spelled('--a=${B:-c} "$D"'), '[--a=${B:-c}][$D]');
});

for (const script of ["a 'b", 'a "b', 'a $(b)', 'a `b`', 'a <<EOF\nb\nEOF', 'a \\'])
  shell(`nothing is made up of ${JSON.stringify(script)}`, () => {
    assert.is(shellWords(script), undefined);
  });

shell('a script of any length is read in time', () => {
  const start = performance.now();
  assert.is(shellWords(`${'\\a'.repeat(50_000)}"`), undefined);
  assert.ok(performance.now() - start < 1000);
});

shell.run();
