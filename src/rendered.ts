import { posix } from 'node:path';
import type { Diagnostic } from './core/diagnostic.ts';
import type { Document, Path } from './core/document.ts';
import { wholeRepository, type Facts } from './core/fact.ts';
import type { SourceFile, TextRange } from './core/text.ts';
import { objects } from './kubernetes/object.ts';
import { originOf, type Origin } from './kubernetes/origin.ts';
import { chartFolders } from './kubernetes/chart-folders.ts';
import { patchesOf } from './repository/patched-objects.ts';
import type { Tree } from './session.ts';

/** Rendered documents, and what they were rendered from where that is a file of the repository. */
export class RenderedDocuments {
  readonly #tree: Tree;
  readonly #facts: Facts;
  readonly #sources = new Map<Document, SourceFile | undefined>();
  /** The files of the work tree by the last part of their paths; made once, since there may be thousands of both. */
  #paths: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  constructor(tree: Tree, facts: Facts) {
    this.#tree = tree;
    this.#facts = facts;
  }

  /** Nothing for a document that was not rendered, or from what is not in this repository. Only files that the work tree lists are looked at. */
  sourceOf(document: Document): SourceFile | undefined {
    if (!this.#sources.has(document)) this.#sources.set(document, this.#find(document));
    return this.#sources.get(document);
  }

  #find(document: Document): SourceFile | undefined {
    const origin = originOf(document);
    if (!origin) return undefined;
    this.#paths ??= byName(this.#tree.paths());
    const [path, ...others] = candidates(origin, document.file, this.#paths, this.#facts);
    return path === undefined || others.length > 0 || path === document.file.path ? undefined : this.#tree.read(path);
  }

  /**
   * Points findings in rendered output back to what it was rendered from. Nothing is mended in rendered output: the next run of the
   * renderer would undo it.
   */
  pointBack(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
    const known = new Set(diagnostics.map(placeKey));
    return diagnostics.flatMap(diagnostic => {
      const source = this.sourceOf(diagnostic.document);
      if (!source) return [diagnostic];
      const moved = moveTo(source, diagnostic, this.#tree) ?? moveToPatch(source, diagnostic, this.#tree, this.#facts);
      if (!moved) return [{ ...diagnostic, fix: undefined, skip: renderedSkip(diagnostic) }];
      // What was rendered from it is reported there once, however often it was rendered.
      if (known.has(placeKey(moved)) || diagnostics.some(other => isBeside(moved, other))) return [];
      known.add(placeKey(moved));
      return [moved];
    });
  }
}

const placeKey = ({ rule, primary: { file, range } }: Diagnostic): string => [rule, file.path, range.start].join('\0');

/** Whether two findings stand on one line: that of a JSON Patch points to the key of the operation, not into its path. */
const isBeside = ({ rule, primary: { file, range } }: Diagnostic, other: Diagnostic): boolean =>
  rule === other.rule &&
  file.path === other.primary.file.path &&
  !file.text.slice(Math.min(range.start, other.primary.range.start), Math.max(range.start, other.primary.range.start)).includes('\n');

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function byName(paths: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  for (const path of paths) {
    const name = nameOf(path);
    named.set(name, (named.get(name) ?? new Set()).add(path));
  }
  return named;
}

/** The files that an origin may mean; more than one is none. */
function candidates(origin: Origin, file: SourceFile, paths: ReadonlyMap<string, ReadonlySet<string>>, facts: Facts): readonly string[] {
  const named = paths.get(nameOf(origin.path)) ?? new Set<string>();
  if (origin.by === 'helm') {
    const charts = facts.all(chartFolders, wholeRepository).filter(({ value }) => value.name === origin.chart);
    const found = [...new Set(charts.map(({ value }) => posix.join(value.folder, origin.path)))].filter(path => named.has(path));
    // A subchart may come from a folder elsewhere in the repository (`file://../edge`).
    const [, chart, path] = /^charts\/([^/]+)\/(.+)$/.exec(origin.path) ?? [];
    return found.length > 0 || chart === undefined || path === undefined
      ? found
      : candidates({ by: 'helm', chart, path }, file, paths, facts);
  }
  const path = origin.path.replace(/^(?:\.\.?\/)+/, '');
  return [...named].filter(candidate => candidate === path || candidate.endsWith(`/${path}`));
}

/** Nothing where the source does not hold the field: something else brought it in. */
function moveTo(source: SourceFile, diagnostic: Diagnostic, tree: Tree): Diagnostic | undefined {
  const place = placeIn(source, diagnostic, tree);
  return place && movedTo({ file: source, ...place }, diagnostic);
}

/** To the one patch of the repository that sets the field; nothing where none does, or several do. */
function moveToPatch(source: SourceFile, diagnostic: Diagnostic, tree: Tree, facts: Facts): Diagnostic | undefined {
  const { resource, document } = diagnostic;
  const field = resource?.path.findLast(step => typeof step === 'string');
  const { root } = document;
  if (field === undefined || resource?.kind === undefined || !root) return undefined;
  const { kind } = resource;
  const names = tree
    .parse(source)
    .documents.flatMap(candidate => [...objects(candidate)].filter(object => object.kind === kind).map(({ name }) => name));
  const uses = [resource.name, ...names]
    .filter(name => name !== undefined)
    .flatMap(name => patchesOf({ kind, name, node: root }, facts, new RegExp(`\\b${field}\\b`)));
  const places = uses.flatMap(({ entry: { inline, file: path } }) => {
    const file = path === undefined ? inline?.document.file : tree.read(path);
    const at = file?.text.indexOf(field, path === undefined ? inline?.range.start : 0) ?? -1;
    return file && at !== -1 ? [{ file, document: undefined, range: { start: at, end: at + field.length } }] : [];
  });
  const [first, ...others] = new Map(places.map(place => [`${place.file.path}\0${place.range.start}`, place])).values();
  return first && others.length === 0 ? movedTo(first, diagnostic) : undefined;
}

function movedTo(
  { file, range, document }: { readonly file: SourceFile; readonly range: TextRange; readonly document: Document | undefined },
  diagnostic: Diagnostic,
): Diagnostic {
  const { primary, related, resource } = diagnostic;
  return {
    ...diagnostic,
    document: document ?? diagnostic.document,
    primary: { file, range, text: primary.text },
    related: [
      {
        file: primary.file,
        range: primary.range,
        text: `rendered here${resource?.name === undefined ? '' : ` as \`${resource.name}\``}`,
      },
      ...related.filter(other => other.file !== primary.file),
    ],
    fix: undefined,
    skip: renderedSkip(diagnostic),
  };
}

const renderedSkip = ({ primary }: Diagnostic): string => `\`${primary.file.path}\` is rendered: mend what it is rendered from`;

/** Where the field of a finding stands in the source: at the same path of an object of the same kind, else where its name is first written. */
function placeIn(
  source: SourceFile,
  { resource }: Diagnostic,
  tree: Tree,
): { readonly document: Document | undefined; readonly range: TextRange } | undefined {
  const path: Path = resource?.path ?? [];
  const field = path.slice(path.findLastIndex(step => typeof step === 'number') + 1);
  const found = tree
    .parse(source)
    .documents.flatMap(document =>
      [...objects(document)].filter(({ kind }) => kind === resource?.kind).map(object => ({ document, object })),
    );
  const holding = found.filter(({ object }) => object.node.get(...field));
  const [named] = (holding.length > 0 ? holding : found).toSorted(
    (a, b) => likeness(b.object.name, resource?.name) - likeness(a.object.name, resource?.name),
  );
  const node = named?.object.node.get(...field);
  if (node) return { document: named?.document, range: node.keyRange ?? node.range };
  const name = field.findLast(step => typeof step === 'string');
  const at = name === undefined ? -1 : source.text.indexOf(name);
  return at === -1 || name === undefined ? undefined : { document: named?.document, range: { start: at, end: at + name.length } };
}

/** How many characters of a template's name (`{{ .Release.Name }}-smtp`) stand in a rendered one, in their places; -1 where it cannot be its name. */
function likeness(template: string | undefined, rendered: string | undefined): number {
  if (template === undefined || rendered === undefined) return -1;
  const literals = template.split('{{').map((part, index) => (index === 0 ? part : part.slice(part.indexOf('}}') + 2)));
  const last = literals.at(-1) ?? '';
  if (!rendered.startsWith(literals[0] ?? '') || !rendered.endsWith(last)) return -1;
  let at = 0;
  for (const literal of literals) {
    const found = rendered.indexOf(literal, at);
    if (found === -1) return -1;
    at = found + literal.length;
  }
  return literals.join('').length;
}
