import { posix } from 'node:path';
import type { Document, Path } from '../core/document.ts';
import { defineFact, wholeRepository, type Fact, type Facts } from '../core/fact.ts';
import type { SourceFile } from '../core/text.ts';
import { chartsOf, standsAlone } from './chart-folders.ts';
import { chartOfTemplate } from './charts.ts';

/** All that a chart can make something of its values with, each file once or more. */
const templatesOf = (folder: string): Fact<SourceFile> => ({
  id: `templates of ${folder}`,
  words: ['Values', 'include', 'template', 'tpl', 'define', 'kind'],
  paths: path => chartOfTemplate(path) === folder,
  strings: false,
  *read({ file, range }) {
    yield { value: file, file, range };
  },
});

/** Folders of charts that name their dependencies as charts of Helm 2 do. */
const requirements = defineFact<string>({
  id: 'chart-requirements',
  words: ['dependencies'],
  paths: path => /(?:^|\/)requirements\.ya?ml$/.test(path),
  *read({ file, range }) {
    yield { value: folderOf(file.path), file, range };
  },
});

/** What may bring any value anywhere: text of values that is run, files, the values as a whole, or a root that is printed. */
const OPAQUE = /\btpl\b|\.Files\b|\.Subcharts\b|["'`]Values["'`]|\.Values(?!\.[A-Za-z_])|\bto\w+\s+\$(?!\w)|\$\s*\|/;

/** A helper that prints all it is given: who calls it need not be seen, as a file of nothing but actions holds no document. */
const PRINTS_DOT = /\bto\w+\s+\.(?=[\s)}|])|\{\{-?\s*\.\s*[|}-]|\b(?:range|with)\s(?:(?!\b(?:range|with)\s)[^}])*(?<=[\s=])\.\s*-?\}\}/;

/**
 * Whether the chart that a file of values belongs to makes nothing of what stands at a path.
 *
 * Only where that is certain: the file stands beside the `Chart.yaml`; the chart brings no other along and no other one brings it; its
 * Service takes other values of the same map by name; no template has the name of this one, or takes a map around it as a whole; and all
 * helpers are in the chart.
 */
export function isUnused({ file, within }: Document, path: Path, facts: Facts): boolean {
  const parent = path.slice(0, -1);
  const leaf = path.at(-1);
  if (within || typeof leaf !== 'string' || parent.length === 0 || parent.some(step => typeof step !== 'string')) return false;
  const folder = folderOf(file.path);
  const charts = chartsOf(facts);
  const chart = charts.byFolder.get(folder);
  if (!chart || chart.isLibrary || !standsAlone(chart, charts)) return false;
  if (facts.all(requirements, wholeRepository).some(({ value }) => value === folder)) return false;

  const own = facts.all(templatesOf(folder), wholeRepository);
  const texts = [...new Map(own.map(({ value }) => [value.path, value.text])).values()];
  const takesSibling = new RegExp(`${valueAt(parent)}\\.[A-Za-z_]`);
  if (!texts.some(text => /^[ \t]*kind:[ \t]*["']?Service["']?[ \t]*$/m.test(text) && takesSibling.test(text))) return false;
  const all = texts.join('\n');
  const isNamed = new RegExp(`\\b${escaped(leaf)}\\b`).test(all);
  const isTakenWhole = parent.some((_, index) => new RegExp(`${valueAt(parent.slice(0, index + 1))}(?![\\w.])`).test(all));
  const isPrinted = texts.some(text => /\bdefine\b/.test(text) && PRINTS_DOT.test(text));
  return !isNamed && !isTakenWhole && !isPrinted && !OPAQUE.test(all) && hasAllHelpers(all);
}

/** A helper that is not there may be in a library, or in a file that is not read. */
function hasAllHelpers(text: string): boolean {
  const defined = new Set([...text.matchAll(/\b(?:define|block)\s+"([^"]+)"/g)].map(([, name]) => name));
  return [...text.matchAll(/\b(?:include|template)\s+(?:"([^"]+)")?/g)].every(([, name]) => name !== undefined && defined.has(name));
}

const valueAt = (path: Path): string => ['\\.Values', ...path.map(step => escaped(String(step)))].join('\\.');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const folderOf = (path: string): string => (path.includes('/') ? posix.dirname(path) : '');
