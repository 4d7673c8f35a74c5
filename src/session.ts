import type { Policy } from './config/policy.ts';
import type { Codemod } from './core/codemod.ts';
import type { Assumption, Diagnostic } from './core/diagnostic.ts';
import { isRefusal, type Document, type ParsedFile } from './core/document.ts';
import type { Search } from './core/fact.ts';
import { placeOf, UNUSED_IGNORE, type Rule } from './core/rule.ts';
import { mentions, positionAt, type SourceFile } from './core/text.ts';
import { applyPlans, type Workspace } from './fix/apply.ts';
import { isAsked, plansOf, proveFixes, type Asked, type ProvenFixes } from './fix/fix.ts';
import type { Write } from './fix/write.ts';
import { autoTarget, chosenByAuto } from './lint/auto-target.ts';
import { identityOf, matchesOf, offerCodemods, type CodemodMatch, type FoundMatches, type HeldBack } from './lint/codemods.ts';
import { hides, IGNORE_ANNOTATION, ignoresIn, type Ignore } from './lint/ignores.ts';
import { lint, type Failure } from './lint/lint.ts';
import { Matches } from './lint/matches.ts';
import { hasEnded, suppress, unusedIgnores, type Judge, type Suppressed } from './lint/suppression.ts';
import { missingAround } from './kubernetes/missing-entries.ts';
import { objects } from './kubernetes/object.ts';
import { terraformBlocks } from './kubernetes/terraform/resources.ts';
import { unreadIn } from './kubernetes/unread.ts';
import { pathsOf, type Narrowing } from './narrowing.ts';
import { RenderedDocuments } from './rendered.ts';
import { RepositoryFacts } from './repository/facts.ts';
import { WordFilter } from './scan/words.ts';

/** The files around those that are linted, as they stand after the fixes so far. */
export interface Tree extends Workspace {
  /** Parses the documents of a file that may hold findings. */
  parse(file: SourceFile): ParsedFile;
  /** Takes a text as the file at a path. */
  change(file: SourceFile): void;
  /** All files of the repository that may be read. */
  paths(): Iterable<string>;
  /** Documents of the whole repository. */
  documentsWith(search: Search): Iterable<Document>;
}

export interface SessionOptions {
  readonly tree: Tree;
  readonly rules: readonly Rule[];
  /** Codemods that are tried for the findings they resolve. */
  readonly codemods: readonly Codemod[];
  readonly policy: Policy;
  /** Whether comments and annotations of the files may hide findings; they may where not given. */
  readonly inlineIgnores?: boolean;
  /** The ids of all rules there are; those of the run where not given. */
  readonly knownRules?: ReadonlySet<string>;
  /** What of the findings the run is about; all where not given. */
  readonly narrowing?: Narrowing;
}

/** All findings that are left, and those that files hide. */
export interface Findings extends ProvenFixes {
  readonly suppressed: readonly Diagnostic[];
}

/** What fixes did. */
export interface FixOutcome {
  /** Every changed or new file, once. */
  readonly writes: readonly Write[];
  /** The same, those together that must be written together. */
  readonly units: readonly (readonly Write[])[];
  /** The findings that were mended. */
  readonly fixed: readonly Diagnostic[];
  /** Files whose fixes never came to rest; nothing of them is written. */
  readonly restless: readonly string[];
}

/** Fixes that make room for other fixes end long before this; what does not end is a bug. */
const MAX_PASSES = 10;

/** The findings of some files, and what their fixes make of them. In memory: nothing is written here. */
export class Session {
  readonly #options: SessionOptions;
  readonly #facts: RepositoryFacts;
  /** Those of all rules and codemods. */
  readonly #words: WordFilter;
  /** What the last `moreKeys` told. */
  #keys: ReadonlySet<string> = new Set();
  readonly #files = new Map<string, LintedFile>();
  readonly #otherIgnores = new Map<string, readonly Ignore[]>();
  /** What threw in files that were not linted, the last time that they were asked. */
  #otherFailures: readonly Failure[] = [];

  constructor(options: SessionOptions) {
    this.#options = options;
    const clusters = Array.from(options.policy.clusters, ([name, has]) => ({ name, has }));
    this.#facts = new RepositoryFacts(options.tree, clusters);
    this.#words = new WordFilter([...options.rules, ...options.codemods].flatMap(({ words }) => (words === 'all-others' ? [] : words)));
  }

  /** The files that were linted, with what went wrong in them. */
  get files(): readonly LintedFile[] {
    return [...this.#files.values()];
  }

  /** The rules and codemods that threw. */
  get failures(): readonly Failure[] {
    return [...this.files.flatMap(({ failures }) => failures), ...this.#otherFailures];
  }

  lint(file: SourceFile): void {
    const { tree, policy } = this.#options;
    const { documents, skipped } = tree.parse(file);
    const { settings } = policy;
    const target = policy.targetAt(file.path);
    const askedOf = new Map<Document, AskedAbout>();
    const linted = documents.map(document => {
      const matches = new Matches(document, this.#facts);
      // What a string says may hang on a word beside it.
      const whole = outermost(document);
      const { rules, codemods } = askedOf.get(whole) ?? this.#aboutWordsOf(whole);
      askedOf.set(whole, { rules, codemods });
      const { diagnostics, failures } = lint(
        matches,
        rules.filter(rule => policy.runs(rule, file.path)),
        { target, facts: this.#facts, settings },
      );
      // What is not read around a document matters where a finding hangs on it.
      const unread = [...unreadIn(document), ...(diagnostics.length > 0 ? missingAround(document, this.#facts) : [])];
      const ofCodemods = matchesOf(matches, codemods);
      return { diagnostics, failures: [...failures, ...ofCodemods.failures], matches: ofCodemods.matches, unread };
    });
    this.#files.set(file.path, {
      path: file.path,
      isParsed: documents.length > 0 || this.#files.get(file.path)?.isParsed === true,
      diagnostics: linted.flatMap(({ diagnostics }) => diagnostics),
      failures: linted.flatMap(({ failures }) => failures),
      ignores: ignoresOf(documents),
      matches: linted.flatMap(({ matches }) => matches),
      skipped: [
        ...(skipped === undefined ? [] : [{ path: file.path, reason: skipped }]),
        ...linted
          .flatMap(({ unread }) => unread)
          .map(({ at, reason }) => ({
            path: at.document.file.path,
            reason: `line ${positionAt(at.document.file, at.range.start).line}: ${reason}`,
          })),
      ],
    });
  }

  /** The rules and codemods that may have something to say of a document: it holds a word of theirs, or a name that the repository told. */
  #aboutWordsOf({ file, range }: Document): AskedAbout {
    const text = file.text.slice(range.start, range.end);
    const found = this.#words.inText(text);
    const isMet = (words: readonly string[]): boolean => words.some(word => found.has(word));
    const holdsKey = [...this.#keys].some(key => text.includes(key));
    return {
      rules: this.#options.rules.filter(
        ({ words, moreKeys }) => words === 'all-others' || isMet(words) || (moreKeys !== undefined && holdsKey),
      ),
      codemods: this.#options.codemods.filter(({ words }) => isMet(words) || holdsKey),
    };
  }

  /** Names of members under which the rules may find more, as what was linted so far tells. Files with one of them are to be linted again. */
  moreKeys(): ReadonlySet<string> {
    const asking = this.#options.rules.flatMap(({ moreKeys }) => moreKeys ?? []);
    this.#keys = new Set(this.files.flatMap(({ path }) => asking.flatMap(moreKeys => [...moreKeys({ path, text: '' }, this.#facts)])));
    return this.#keys;
  }

  /** The names of the scopes that a file belongs to. */
  scopesOf(file: SourceFile): readonly string[] {
    return this.#facts.scopesOf(file).map(({ name }) => name);
  }

  /** All findings as they stand, each with its proven fix or the reason why it has none. */
  findings(): Findings {
    const { tree, policy } = this.#options;
    const diagnostics = this.files
      .flatMap(({ diagnostics }) => diagnostics)
      .map(diagnostic => ({
        ...diagnostic,
        severity: policy.severityAt(diagnostic.rule, diagnostic.primary.file.path) ?? diagnostic.severity,
      }));
    const judge: Judge = {
      ignoresOf: path => this.#ignoresOf(path),
      targetAt: path => policy.targetAt(path),
      today: new Date().toISOString().slice(0, 10),
    };
    const hidden = new Set(
      suppress(diagnostics, judge).hidden.map(({ rule, primary }) => placeKey(rule, primary.file.path, primary.range.start)),
    );
    const rendered = new RenderedDocuments(tree, this.#facts);
    const elsewhere = this.#tiedElsewhere();
    this.#otherFailures = elsewhere.failures;
    // What was rendered is no Service beside the one that it was rendered from.
    const matches = [...this.files.flatMap(({ matches }) => matches), ...elsewhere.matches].filter(
      ({ document }) => !rendered.sourceOf(document),
    );
    const unasked = new Map(this.failures.flatMap(({ of, id, path }) => (of === 'codemod' ? [[id, path]] : [])));
    const offered = offerCodemods(diagnostics, matches, {
      facts: this.#facts,
      settings: policy.settings,
      targetAt: path => policy.targetAt(path),
      heldBack: match => this.#heldBack(match, hidden, judge) ?? notAllKnown(match, unasked),
      choiceAssumes: match => this.#choiceAssumes(match),
    });
    const { shown, hidden: suppressed, used } = suppress(rendered.pointBack(offered), judge);
    const all = [...shown, ...this.#unusedIgnores(used, judge)];
    return { ...proveFixes(this.#options.narrowing?.of(all) ?? all, tree), suppressed };
  }

  /** Applies the fixes that are asked for until none is left, and lints again what they change; at the end all else, which may hang on it. */
  fix(asked: Asked): FixOutcome {
    const { tree } = this.#options;
    const writes = new Map<string, Write>();
    const units: ReadonlySet<string>[] = [];
    const fixed: Diagnostic[] = [];
    /** What was linted before another file changed. */
    const outdated = new Set<string>();
    for (let pass = 0; ; pass++) {
      const wanted = this.findings().diagnostics.filter(diagnostic => isAsked(diagnostic, asked));
      const { texts, taken } = applyPlans(plansOf(wanted.flatMap(({ fix }) => fix ?? [])), tree);
      if (texts.size === 0) {
        if (outdated.size === 0) break;
        for (const path of outdated) this.#lintAgain(path);
        outdated.clear();
        continue;
      }
      if (pass >= MAX_PASSES) return { writes: [], units: [], fixed: [], restless: [...texts.keys()] };

      fixed.push(...wanted.filter(({ fix }) => fix && taken.has(fix.plan)));
      for (const plan of taken) units.push(new Set(pathsOf(plan)));
      for (const [path, after] of texts) {
        const now = tree.read(path);
        const write = writes.get(path);
        writes.set(path, { path, before: write ? write.before : now?.text, after });
        tree.change({ ...(now ?? { path }), text: after });
      }
      // Before anything is linted again: what a document means may be said in another one.
      this.#facts.forget();
      this.#otherIgnores.clear();
      for (const path of this.#files.keys()) outdated.add(path);
      for (const path of texts.keys()) {
        this.#lintAgain(path);
        outdated.delete(path);
      }
    }
    return {
      writes: [...writes.values()],
      units: unite(units).map(unit =>
        inOrder(
          [...unit].flatMap(path => writes.get(path) ?? []),
          new Set(fixed.map(({ primary }) => primary.file.path)),
        ),
      ),
      fixed,
      restless: [],
    };
  }

  /** Why what a codemod is about must stay as it is. */
  #heldBack(match: CodemodMatch, hidden: ReadonlySet<string>, judge: Judge): HeldBack | undefined {
    const { codemod, document } = match;
    const { file } = document;
    const { policy, rules } = this.#options;
    if (policy.isIgnored(file.path)) return { refused: 'the configuration ignores the file' };
    const asking = policy.asksFor(codemod, file.path);
    const auto = asking === 'auto' ? autoTarget(file, this.#options.codemods, this.#facts) : undefined;
    if (auto && isRefusal(auto)) return { ...auto, isTold: true };
    if (asking === 'no' || (auto && auto.codemod !== codemod)) return { refused: `nothing asks for \`${codemod.id}\` there` };
    const range = placeOf(codemod.at(match.match));
    const ignores = this.#files.has(file.path) ? [] : this.#ignoresOf(file.path);
    const isHidden = (rule: string): boolean =>
      hidden.has(placeKey(rule, file.path, range.start)) ||
      ignores.some(ignore => hides(ignore, rule, file, range) && !hasEnded(ignore, judge));
    if (codemod.resolves.some(isHidden)) return { refused: 'the finding there is suppressed' };
    const resolved = rules.filter(({ id }) => codemod.resolves.includes(id));
    const off = resolved.filter(rule => !policy.runs(rule, file.path));
    return off[0] && off.length === resolved.length ? { refused: `the rule \`${off[0].id}\` is off there` } : undefined;
  }

  /** That a codemod was chosen because its target is the one which is installed, where that is so. */
  #choiceAssumes({ codemod, match, document: { file } }: CodemodMatch): Assumption | undefined {
    if (this.#options.policy.asksFor(codemod, file.path) !== 'auto') return undefined;
    const auto = autoTarget(file, this.#options.codemods, this.#facts);
    return isRefusal(auto) ? undefined : chosenByAuto(auto, { file, range: placeOf(codemod.at(match)), text: '' });
  }

  /** What a file hides; read where a finding, or what goes together with one, is in a file that was not linted. */
  #ignoresOf(path: string): readonly Ignore[] {
    if (this.#options.inlineIgnores === false) return [];
    const linted = this.#files.get(path);
    if (linted) return linted.ignores;
    const known = this.#otherIgnores.get(path);
    if (known) return known;
    const file = this.#options.tree.read(path);
    const read = file ? ignoresOf(this.#options.tree.parse(file).documents) : [];
    this.#otherIgnores.set(path, read);
    return read;
  }

  #unusedIgnores(used: Suppressed['used'], judge: Judge): readonly Diagnostic[] {
    const { rules, policy, knownRules } = this.#options;
    const rule = rules.find(({ id }) => id === UNUSED_IGNORE);
    if (!rule) return [];
    const ran = (id: string, path: string): boolean => rules.some(other => other.id === id && policy.runs(other, path));
    const ignores = this.files.filter(({ path }) => policy.runs(rule, path)).flatMap(({ path }) => this.#ignoresOf(path));
    const isRule = (id: string): boolean => knownRules?.has(id) ?? rules.some(other => other.id === id);
    return unusedIgnores(ignores, rule, { ...judge, used, isRule, ran }).map(diagnostic => ({
      ...diagnostic,
      severity: policy.severityAt(rule.id, diagnostic.primary.file.path) ?? diagnostic.severity,
    }));
  }

  #lintAgain(path: string): void {
    const file = this.#files.has(path) ? this.#options.tree.read(path) : undefined;
    if (file) this.lint(file);
  }

  /** Matches in other files of the repository that codemods must move together with ours; not copies of ours for other clusters. */
  #tiedElsewhere(): FoundMatches {
    const { tree, codemods } = this.#options;
    const tied = codemods.filter(
      codemod => codemod.ties && this.files.some(({ matches }) => matches.some(match => match.codemod === codemod)),
    );
    const words = tied.flatMap(({ words }) => words);
    const documents = words.length > 0 ? [...tree.documentsWith({ words })] : [];
    const ours = new Set(this.files.flatMap(({ matches }) => matches.flatMap(match => identityOf(match) ?? [])));
    const found = documents
      .filter(({ file }) => !this.#files.has(file.path))
      .map(document => matchesOf(new Matches(document, this.#facts), tied));
    return {
      matches: found.flatMap(({ matches }) => matches).filter(match => !ours.has(identityOf(match) ?? '')),
      failures: found.flatMap(({ failures }) => failures),
    };
  }
}

/** Who is asked about a document. */
interface AskedAbout {
  readonly rules: readonly Rule[];
  readonly codemods: readonly Codemod[];
}

/** What is known of a file that may hold findings. */
export interface LintedFile {
  readonly path: string;
  /** Whether a document of it was parsed, before its fixes or after. */
  readonly isParsed: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly failures: readonly Failure[];
  readonly matches: readonly CodemodMatch[];
  /** What it hides. */
  readonly ignores: readonly Ignore[];
  /** Why it, or parts of it, were not read; also of files that say what becomes of it. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

const outermost = (document: Document): Document => (document.within ? outermost(document.within.node.document) : document);

const ignoresOf = (documents: readonly Document[]): readonly Ignore[] =>
  documents.flatMap(document =>
    mentions(document.file, 'kubemend')
      ? ignoresIn(document, [
          ...Array.from(objects(document), ({ node }) => ({
            range: node.range,
            annotation: node.get('metadata', 'annotations', IGNORE_ANNOTATION),
          })),
          ...Array.from(terraformBlocks(document), ({ range }) => ({ range, annotation: undefined })),
        ])
      : [],
  );

/** What is tied to other things stays where not all of those are known. `unasked`: by codemod, a file that it failed on. */
function notAllKnown({ codemod }: CodemodMatch, unasked: ReadonlyMap<string, string>): HeldBack | undefined {
  const path = codemod.ties && unasked.get(codemod.id);
  if (path === undefined) return undefined;
  return { refused: `\`${codemod.id}\` failed on \`${path}\`, where something may go together with it`, isTold: true };
}

const placeKey = (rule: string, path: string, start: number): string => [rule, path, start].join('\0');

/**
 * Files with findings come last, new ones before them, and first of all what lists those: a run that is killed on the way leaves a finding,
 * for whose sake the next run makes what is missing.
 */
function inOrder(unit: readonly Write[], found: ReadonlySet<string>): readonly Write[] {
  const rank = ({ path, before }: Write): number => (found.has(path) ? 2 : before === undefined ? 1 : 0);
  return unit.toSorted((a, b) => rank(a) - rank(b));
}

/** Joins sets that share a member. */
function unite(sets: readonly ReadonlySet<string>[]): readonly ReadonlySet<string>[] {
  const united = new Set<Set<string>>();
  const ofMember = new Map<string, Set<string>>();
  for (const set of sets) {
    // What was joined before grows in place: thousands of fixes may change one file, and make one each.
    const joined = new Set([...set].flatMap(member => ofMember.get(member) ?? []));
    const [whole = new Set<string>(), ...others] = [...joined].toSorted((x, y) => y.size - x.size);
    for (const other of joined) united.delete(other);
    united.add(whole);
    for (const member of [set, ...others].flatMap(part => [...part])) {
      whole.add(member);
      ofMember.set(member, whole);
    }
  }
  return [...united];
}
