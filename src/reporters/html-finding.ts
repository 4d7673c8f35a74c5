import type { Diagnostic, FileEdit, Label, Severity } from '../core/diagnostic.ts';
import type { SourceFile } from '../core/text.ts';
import { lineText, positionAt } from '../core/text.ts';
import type { ChangedLines } from './changed-lines.ts';
import { changedLines, neighbouringEdits } from './changed-lines.ts';
import { fixOptions } from './fix-options.ts';
import { groupBy } from './group-by.ts';
import { markup, prose, type Markup } from './markup.ts';
import type { ReporterOptions } from './report.ts';

const MOST_RELATED = 8;
/** Edits with more lines than this between them are shown apart. */
const GAP = 3;

/** What a finding is beside itself: its place in the page, and the edits of its fix with the files they are about. */
export interface FindingContext {
  readonly id: string;
  readonly edits: readonly FileEdit[];
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly options: ReporterOptions;
}

/** A finding with its source, and its fix as before and after. */
export function findingArticle(diagnostic: Diagnostic, context: FindingContext): Markup {
  const { rule, severity, message, primary, related, help, skip, url } = diagnostic;
  const { line, column } = positionAt(primary.file, primary.range.start);
  const labels = [primary, ...related.slice(0, MOST_RELATED)];
  return markup`<article id="${context.id}">
    <h4>${badge(severity)} ${prose(message)}</h4>
    <p class="faint"><code>${primary.file.path}:${line}:${column}</code> · ${ruleLink(rule, url)}</p>
    ${[...groupBy(labels, ({ file }) => file.path).values()].map(group => source(group, primary, severity))}
    ${help ? markup`<p><b>Help:</b> ${prose(help)}</p>` : ''} ${fixOf(diagnostic, context)}
    ${skip ? markup`<p><b>Not fixed:</b> ${prose(skip)}</p>` : ''}
  </article> `;
}

export const badge = (severity: Severity): Markup => markup`<span class="badge ${severity}">${severity}</span>`;

/** Only an address of the web is a link: others could be made to run. */
export const ruleLink = (rule: string, url: string | undefined): Markup =>
  url?.startsWith('https://') ? markup`<a href="${url}" rel="noreferrer">${rule}</a>` : markup`${rule}`;

/** The first line of each label of one file, with the label behind it. */
function source(labels: readonly Label[], primary: Label, severity: Severity): Markup {
  const { file } = labels[0]!;
  const byLine = groupBy(labels, ({ range }) => String(positionAt(file, range.start).line));
  const lines = [...byLine].map(([line, marks]) => ({ line: Number(line), marks })).toSorted((a, b) => a.line - b.line);
  const rows = lines.map(({ line, marks }, index) => {
    const gap = index > 0 && line > lines[index - 1]!.line + 1;
    const texts = marks.map(({ text }) => text).filter(text => text !== '');
    const label = texts.length > 0 ? markup` <small>← ${texts.map((text, at) => [at > 0 ? '; ' : '', prose(text)])}</small>` : '';
    return markup`${gap ? markup`<div><i>⋯</i></div>` : ''}
      <div><i>${line}</i>${markedLine(file, line, marks, primary, severity)}${label}</div>`;
  });
  const name = file === primary.file ? '' : markup`<p class="faint"><code>${file.path}</code></p>`;
  return markup`${name}
    <div class="source">${rows}</div>`;
}

function markedLine(
  file: SourceFile,
  line: number,
  labels: readonly Label[],
  primary: Label,
  severity: Severity,
): readonly (string | Markup)[] {
  const text = lineText(file, line);
  const parts: (string | Markup)[] = [];
  let at = 0;
  for (const label of labels.toSorted((a, b) => a.range.start - b.range.start)) {
    const start = positionAt(file, label.range.start).column - 1;
    const end = Math.min(start + label.range.end - label.range.start, text.length);
    // Of places within each other the outer one is marked.
    if (start < at) continue;
    parts.push(text.slice(at, start), markup`<mark class="${label === primary ? severity : 'related'}">${text.slice(start, end)}</mark>`);
    at = Math.max(start, end);
  }
  return [...parts, text.slice(at)];
}

function fixOf(diagnostic: Diagnostic, { edits, sources, options }: FindingContext): Markup {
  const { fix } = diagnostic;
  if (!fix) return markup``;
  const asking = fixOptions(diagnostic, options);
  const how = asking === undefined ? '' : markup`, <code>kubemend ${asking}</code>`;
  const changes = [...groupBy(edits, ({ path }) => path)].map(([path, ofFile]) => fileChange(path, ofFile, sources.get(path)));
  return markup`<p><b>Fix:</b> ${prose(fix.title)} <span class="faint">(${fix.applicability}${how})</span></p>
    ${changes}`;
}

function fileChange(path: string, edits: readonly FileEdit[], file: SourceFile | undefined): Markup {
  if (edits.some(({ create }) => create)) {
    const text = edits.map(({ newText }) => newText).join('');
    return markup`<h5>New file <code>${path}</code></h5>
      ${listing(text.replace(/\n$/, '').split('\n'), 1, () => 'added')}`;
  }
  if (!file) return markup`<p class="faint">changes <code>${path}</code> as well</p>`;
  return markup`${neighbouringEdits(file, edits, GAP).map(group => sides(path, changedLines(file, group)))}`;
}

/** Lines that are the same at both ends are not marked. */
function sides(path: string, { first, before, after }: ChangedLines): Markup {
  const [old, now] = [before.split('\n'), after === undefined ? [] : after.split('\n')];
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const mark = (lines: readonly string[], name: string) => (index: number) => (index >= head && index < lines.length - tail ? name : '');
  return markup`<div class="sides">
    <div>
      <h5>Before · <code>${path}:${first}</code></h5>
      ${listing(old, first, mark(old, 'removed'))}
    </div>
    <div>
      <h5>After</h5>
      ${now.length > 0 ? listing(now, first, mark(now, 'added')) : markup`<p class="faint">nothing: the lines go away</p>`}
    </div>
  </div>`;
}

const listing = (lines: readonly string[], first: number, nameOf: (index: number) => string): Markup =>
  markup`<div class="source">
    ${lines.map((line, index) => markup`<div class="${nameOf(index)}"><i>${first + index}</i>${line.replace(/\r$/, '')}</div>`)}
  </div>`;
