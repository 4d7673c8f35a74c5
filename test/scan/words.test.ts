import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isScalar, parseDocument } from 'yaml';
import { WordFilter } from '../../src/scan/words.ts';

const words = suite('words');

const filter = new WordFilter(['externalIPs', 'kube-apiserver', 'metallb.io/pool', 'IPs']);

/** Pieces that are near to words and escapes, so that they meet often. */
const NOISE = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'external',
        'I',
        'Ps',
        'kube',
        '-',
        'apiserver',
        '\\',
        'u0049',
        'x2d',
        'x2D',
        'U0000002d',
        '\\\n',
        '\\\r\n',
        '\n',
        ' ',
        '/',
        '"',
      ),
      fc.string(),
    ),
  )
  .map(pieces => pieces.join(''));

/** A word, with some characters as escapes and some lines continued. */
const spelling = (word: string): fc.Arbitrary<readonly [word: string, spelled: string]> =>
  fc.tuple(...[...word].map(characterSpelling)).map(characters => [word, characters.join('')]);

function characterSpelling(character: string): fc.Arbitrary<string> {
  const code = character.charCodeAt(0).toString(16);
  const escapes = [
    `\\x${code}`,
    `\\u00${code.toUpperCase()}`,
    `\\U000000${code}`,
    `\\\\u00${code}`,
    `\\\n  ${character}`,
    `\\\r\n${character}`,
  ];
  return fc.oneof({ weight: 3, arbitrary: fc.constant(character) }, fc.constantFrom(...escapes));
}

/** Decodes escapes to ASCII, slashes and continued lines; leaves the rest. */
function decode(text: string): string {
  let decoded = '';
  for (let at = 0; at < text.length;) {
    if (text[at] !== '\\') {
      decoded += text.charAt(at++);
      continue;
    }
    const start = at;
    while (text[at] === '\\') at += 1;
    const digits = { x: 2, u: 4, U: 8 }[text[at] ?? ''] ?? 0;
    const code = text.slice(at + 1, at + 1 + digits);
    if (digits > 0 && code.length === digits && /^0*[2-7][0-9a-f]$/i.test(code)) {
      decoded += String.fromCharCode(Number.parseInt(code, 16));
      at += 1 + digits;
    } else if (text[at] === '\n' || text[at] === '\r') {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      while (text[at] === ' ' || text[at] === '\t') at += 1;
    } else if (text[at] !== '/') {
      decoded += text.slice(start, at);
    }
  }
  return decoded;
}

/** The words in a text, in the order of the filter. They must not depend on how it is asked. */
function wordsIn(text: string): readonly string[] {
  const found = filter.inText(text);
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  assert.equal(filter.inBytes(Buffer.from(text)), found);
  assert.equal(filter.inBytes(utf16), found);
  assert.equal(filter.inBytes(Buffer.from(utf16).swap16()), found);
  assert.is(filter.matchesText(text), found.size > 0);
  return filter.words.filter(word => found.has(word));
}

words('all words of a text are found, one inside another too', () => {
  assert.equal(wordsIn('spec: { externalIPs: [] } # kube-apiserver'), ['externalIPs', 'kube-apiserver', 'IPs']);
  assert.equal(wordsIn('spec: { externalips: [], kube_apiserver: 1 }'), []);
  assert.equal(wordsIn(''), []);
});

words('`.` is no wildcard', () => {
  assert.equal(wordsIn('metallb.io/pool'), ['metallb.io/pool']);
  assert.equal(wordsIn('metallb-io/pool'), []);
});

words('a word with an escape in it is found', () => {
  for (const spelled of [
    'external\\u0049Ps',
    'external\\x49Ps',
    'external\\U00000049Ps',
    '\\x65xternal\\x49\\x50\\x73',
    'externa\\u006CIPs',
    'externa\\u006cIPs',
  ])
    assert.equal(wordsIn(`"${spelled}": [a]`)[0], 'externalIPs', spelled);
  assert.equal(wordsIn('{"metallb.io\\/pool": ""}'), ['metallb.io/pool']);
});

words('a word that is continued on the next line is found', () => {
  for (const lineBreak of ['\n', '\r\n', '\r']) assert.equal(wordsIn(`"kube-\\${lineBreak}  \tapiserver"`), ['kube-apiserver']);
});

words('a word in JSON in a string is found, its escapes escaped once more', () => {
  assert.equal(wordsIn('last: "{\\"kube\\\\u002dapiserver\\":1}"'), ['kube-apiserver']);
});

words('escapes make no word that is not there', () => {
  for (const text of [
    'external\\u0069Ps',
    'external\\u003cIP',
    'external\\X49Ps',
    'external\\u1049Ps',
    'externalI\\nPs',
    'kube-\n  apiserver',
    'kube-\\\n\n  apiserver',
    'kube\\\n -\\ apiserver',
  ])
    assert.equal(wordsIn(text), [], text);
});

words('a text with escapes keeps the words that stand beside them', () => {
  assert.equal(wordsIn('run: |\n  curl \\\n    kube-apiserver \\u003c'), ['kube-apiserver']);
});

words('a byte that is not UTF-8 hides nothing', () => {
  assert.equal([...filter.inBytes(Buffer.from('caf\xe9 kube-apiserver', 'latin1'))], ['kube-apiserver']);
});

words('without words nothing is found', () => {
  const nothing = new WordFilter([]);
  assert.equal([...nothing.inText('a \\u0049 \\x')], []);
  assert.not.ok(nothing.matchesText(''));
});

words('words are kept once, in order', () => {
  assert.equal(new WordFilter(['b', 'a', 'b']).words, ['b', 'a']);
});

words('a word that could be spelled in other ways is refused', () => {
  for (const word of ['', 'a b', 'é', 'a"', 'a\\b'])
    assert.throws(
      () => new WordFilter([word]),
      (error: unknown) => error instanceof TypeError,
      word,
    );
});

words('a long run of backslashes costs no more than any other text', () => {
  assert.equal(wordsIn(`${'\\'.repeat(1_000_000)} ${'\\\n'.repeat(100_000)}IPs`), ['IPs']);
});

words('however a word is spelled, it is found', () => {
  fc.assert(
    fc.property(fc.constantFrom(...filter.words).chain(spelling), NOISE, NOISE, ([word, spelled], before, after) => {
      assert.ok(filter.inText(before + spelled + after).has(word));
    }),
  );
});

words('what is found is what a decoder that goes from character to character finds', () => {
  fc.assert(
    fc.property(NOISE, text => {
      const decoded = decode(text);
      assert.equal(
        wordsIn(text),
        filter.words.filter(word => text.includes(word) || decoded.includes(word)),
      );
    }),
    { numRuns: 2000 },
  );
});

words('what the YAML parser reads between double quotes is found', () => {
  fc.assert(
    fc.property(fc.constantFrom(...filter.words).chain(spelling), NOISE, ([, spelled], before) => {
      const text = `"${before}${spelled}"`;
      const { contents, errors } = parseDocument(text, { logLevel: 'silent' });
      if (errors.length > 0 || !isScalar(contents)) return;
      const found = filter.inText(text);
      for (const word of filter.words) if (String(contents.value).includes(word)) assert.ok(found.has(word), text);
    }),
    { numRuns: 2000 },
  );
});

words('any words are found in any text, wherever they meet', () => {
  // Few letters, so that words begin, end and stand within each other.
  const letters = fc.stringMatching(/^[ab.X]*$/);
  const word = fc.stringMatching(/^[ab.X]{1,9}$/);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), letters, letters, (all, before, after) => {
      const filter = new WordFilter(all);
      for (const text of [before, before + all[0]! + after, all.join(''), all.join(before)]) {
        const expected = filter.words.filter(word => text.includes(word));
        assert.equal([...filter.inText(text)].toSorted(), expected.toSorted());
        assert.equal([...filter.inBytes(Buffer.from(text))].toSorted(), expected.toSorted());
        assert.is(filter.matchesText(text), expected.length > 0);
      }
    }),
  );
});

words('a word is found at the end of a text that is longer than what is kept for texts', () => {
  assert.equal([...filter.inText(`${'x'.repeat(100_000)}kube-apiserver`)], ['kube-apiserver']);
  assert.is(filter.inText('kube-apiserve').size, 0, 'nothing is left of the text before');
});

words.run();
