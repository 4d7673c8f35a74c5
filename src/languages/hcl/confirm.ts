import { isDeepStrictEqual } from 'node:util';
import type { Plain, Refusal } from '../../core/document.ts';
import { byteOrderMarkLength, type SourceFile } from '../../core/text.ts';

/**
 * Asks the parser of Terraform itself, compiled to WebAssembly, what a change of a file is: it must say of it what our reading says.
 *
 * What both say is compared by what changed, as they differ in how they spell some expressions that nobody touched.
 */
export async function confirmChange(
  before: SourceFile,
  after: SourceFile,
  valueOf: (file: SourceFile) => Plain,
): Promise<Refusal | undefined> {
  const { parse } = await import('@cdktf/hcl2json');
  const readByTerraform = async ({ path, text }: SourceFile): Promise<Plain> =>
    (await parse(path, text.slice(byteOrderMarkLength(text)))) as Plain;
  try {
    const theirs = changesBetween(await readByTerraform(before), await readByTerraform(after));
    const isSame = isDeepStrictEqual(theirs, changesBetween(valueOf(before), valueOf(after)));
    return isSame ? undefined : { refused: 'the parser of Terraform reads the change otherwise than it is meant' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { refused: `the parser of Terraform cannot read it: ${message.replace(/\s+/g, ' ').trim()}` };
  }
}

/** What is said at the paths where two values differ, before and after. */
function changesBetween(before: Plain, after: Plain): ReadonlyMap<string, readonly [Plain | undefined, Plain | undefined]> {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const paths = new Set([...old.keys(), ...now.keys()]);
  return new Map(
    [...paths].flatMap(path => {
      const [was, is] = [old.get(path), now.get(path)];
      return was === is ? [] : [[path, [was, is]] as const];
    }),
  );
}

function leavesOf(value: Plain, path = '', leaves = new Map<string, Plain>()): ReadonlyMap<string, Plain> {
  const members = value === null || typeof value !== 'object' ? [] : Object.entries(value);
  if (members.length === 0) return leaves.set(path, typeof value === 'object' ? JSON.stringify(value) : value);
  for (const [key, member] of members) leavesOf(member, `${path}/${JSON.stringify(key)}`, leaves);
  return leaves;
}
