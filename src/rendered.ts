import type { Diagnostic } from './core/diagnostic.ts';
import type { Document, Path } from './core/document.ts';
import type { Facts } from './core/fact.ts';
import type { SourceFile, TextRange } from './core/text.ts';
import { objects } from './kubernetes/object.ts';
import { originOf, type Origin } from './kubernetes/origin.ts';
import { chartFolders } from './repository/chart-folders.ts';
import type { Tree } from './session.ts';

/**
 * Points findings in rendered output back to what it was rendered from, where that is a file of the repository.
 *
 * Nothing is mended in rendered output: the next run of the renderer would undo it. Only files that the work tree lists are looked at, so no
 * origin leads out of it.
 */
export function pointBack(diagnostics: readonly Diagnostic[], tree: Tree, facts: Facts): readonly Diagnostic[] {
  const sources = new Map<Document, SourceFile | undefined>();
  const sourceOf = (document: Document): SourceFile | undefined => {
    if (!sources.has(document)) sources.set(document, findSource(document, tree, facts));
    return sources.get(document);
  };
  const known = new Set(diagnostics.map(placeKey));
  return diagnostics.flatMap(diagnostic => {
    const source = sourceOf(diagnostic.document);
    if (!source) return [diagnostic];
    const moved = moveTo(source, diagnostic, tree);
    // What was rendered from it is reported there once, however often it was rendered.
    if (known.has(placeKey(moved))) return [];
    known.add(placeKey(moved));
    return [moved];
  });
}

const placeKey = ({ rule, primary: { file, range } }: Diagnostic): string => [rule, file.path, range.start].join('\0');

function findSource(document: Document, tree: Tree, facts: Facts): SourceFile | undefined {
  const origin = originOf(document);
  const [path, ...others] = origin ? candidates(origin, document.file, tree, facts) : [];
  return path === undefined || others.length > 0 || path === document.file.path ? undefined : tree.read(path);
}

/** The files that an origin may mean; more than one is none. */
function candidates(origin: Origin, file: SourceFile, tree: Tree, facts: Facts): readonly string[] {
  const paths = new Set(tree.paths());
  if (origin.by === 'helm') {
    const charts = facts.scopesOf(file).flatMap(scope => facts.all(chartFolders, scope)).filter(({ value }) => value.name === origin.chart);
    return [...new Set(charts.map(({ value }) => value.folder + origin.path))].filter(path => paths.has(path));
  }
  const path = origin.path.replace(/^(?:\.\.?\/)+/, '');
  return [...paths].filter(candidate => candidate === path || candidate.endsWith(`/${path}`));
}

function moveTo(source: SourceFile, diagnostic: Diagnostic, tree: Tree): Diagnostic {
  const { primary, related, resource } = diagnostic;
  const { document, range } = placeIn(source, diagnostic, tree);
  return {
    ...diagnostic,
    document: document ?? diagnostic.document,
    primary: { file: source, range, text: primary.text },
    related: [{ file: primary.file, range: primary.range, text: `rendered here${resource?.name === undefined ? '' : ` as \`${resource.name}\``}` }, ...related.filter(({ file }) => file !== primary.file)],
    fix: undefined,
    skip: `\`${primary.file.path}\` is rendered: mend what it is rendered from`,
  };
}

/** Where the field of a finding stands in the source: at the same path of an object of the same kind, else where its name is first written. */
function placeIn(source: SourceFile, { resource }: Diagnostic, tree: Tree): { readonly document: Document | undefined; readonly range: TextRange } {
  const path: Path = resource?.path ?? [];
  const field = path.slice(path.findLastIndex(step => typeof step === 'number') + 1);
  const found = tree.parse(source).documents.flatMap(document => [...objects(document)].filter(({ kind }) => kind === resource?.kind).map(object => ({ document, object })));
  const named = found.find(({ object }) => object.name === resource?.name) ?? found[0];
  const node = named?.object.node.get(...field);
  if (node) return { document: named?.document, range: node.keyRange ?? node.range };
  const name = field.findLast(step => typeof step === 'string');
  const at = name === undefined ? -1 : source.text.indexOf(name);
  return { document: named?.document, range: at === -1 || name === undefined ? { start: 0, end: 0 } : { start: at, end: at + name.length } };
}
