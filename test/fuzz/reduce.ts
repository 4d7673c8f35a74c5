/** The same case with as little text as still fails in the same way. `fails` is asked at most `attempts` times. */
export function reduceText(text: string, fails: (text: string) => boolean, attempts = 1500): string {
  let left = attempts;
  const stillFails = (candidate: string): boolean => left-- > 0 && fails(candidate);
  const byLine = reduceParts(text.split(/(?<=\n)/), stillFails);
  return reduceParts([...byLine], stillFails);
}

/** Leaves parts out, first many at once, as long as the rest fails (Zeller's `ddmin` without complements). */
function reduceParts(parts: readonly string[], fails: (text: string) => boolean): string {
  let kept = parts;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < kept.length;) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (rest.length < kept.length && fails(rest.join(''))) kept = rest;
      else at += size;
    }
  return kept.join('');
}
