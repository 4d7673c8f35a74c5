import { posix } from 'node:path';
import type { Diagnostic } from '../core/diagnostic.ts';
import { assumptionText } from '../core/diagnostic.ts';
import { positionAt } from '../core/text.ts';
import { formatVersion } from '../core/version.ts';
import { groupBy } from './group-by.ts';
import { badge, findingArticle, ruleLink } from './html-finding.ts';
import { STYLE } from './html-style.ts';
import { timelineSection } from './html-timeline.ts';
import { markup, Markup, prose } from './markup.ts';
import { plural } from './plural.ts';
import type { Report, Reporter, ReporterOptions } from './report.ts';
import { fingerprintsOf, shownDiagnostics } from './report.ts';
import { sourcesOf } from './sources.ts';
import { countLine } from './summary.ts';

/** For those who would rather look than read: one page, which loads nothing and runs nothing. */
export const formatHtml: Reporter = (report, options) => {
  const shown = shownDiagnostics(report, options);
  const fingerprintOf = fingerprintsOf(report);
  const idOf = (diagnostic: Diagnostic): string => `f-${fingerprintOf.get(diagnostic) ?? ''}`;
  const { text } = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>kubemend: ${countLine(report, shown, options)}</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>${countLine(report, shown, options)}</h1>
          <p class="faint">Linted for Kubernetes ${formatVersion(report.target)} by ${report.tool.name} ${report.tool.version}</p>
        </header>
        <main>
          ${timelineSection(report)}${indexSection(report, shown, options, idOf)}${findingsSection(report, shown, options, idOf)}${restSection(report)}
        </main>
      </body>
    </html> `;
  return text;
};

type IdOf = (diagnostic: Diagnostic) => string;

/** The way to each finding by rule, and by cluster where the repository has several. */
function indexSection(report: Report, shown: readonly Diagnostic[], { rules = [] }: ReporterOptions, idOf: IdOf): Markup {
  if (shown.length === 0) return markup``;
  const byRule = [...groupBy(shown, ({ rule }) => rule)].map(([rule, group]) => {
    const summary = rules.find(({ id }) => id === rule)?.docs.summary;
    return entry(
      markup`<code>${ruleLink(rule, group[0]!.url)}</code>${summary === undefined ? '' : markup`: ${prose(summary)}`}`,
      group,
      idOf,
    );
  });
  const clusters = [...new Set(shown.flatMap(one => clustersOf(report, one)))].toSorted();
  const byCluster = clusters.map(name =>
    entry(
      markup`${name}`,
      shown.filter(one => clustersOf(report, one).includes(name)),
      idOf,
    ),
  );
  return markup`<section>
      <h2>By rule</h2>
      ${byRule}
    </section>
    ${
      clusters.length > 1
        ? markup`<section>
            <h2>By cluster</h2>
            ${byCluster}
          </section> `
        : ''
    }`;
}

const clustersOf = ({ scopes }: Report, { primary }: Diagnostic): readonly string[] => scopes?.get(primary.file.path) ?? [];

function entry(title: Markup, group: readonly Diagnostic[], idOf: IdOf): Markup {
  const items = group.map(one => {
    const { file, range } = one.primary;
    return markup`<li>
      ${badge(one.severity)}
      <a href="#${idOf(one)}"><code>${file.path}:${positionAt(file, range.start).line}</code></a> ${prose(one.message)}
    </li> `;
  });
  return markup`<details>
    <summary>${title} (${group.length})</summary>
    <ul>
      ${items}
    </ul>
  </details> `;
}

function findingsSection(report: Report, shown: readonly Diagnostic[], options: ReporterOptions, idOf: IdOf): Markup {
  const sources = sourcesOf(report.diagnostics);
  const folders = [...groupBy(shown, ({ primary }) => posix.dirname(primary.file.path))].map(([folder, group]) => {
    const articles = group.map(one => findingArticle(one, { id: idOf(one), edits: report.edits.get(one) ?? [], sources, options }));
    return markup`<details open>
      <summary>
        <b><code>${folder === '.' ? './' : `${folder}/`}</code></b> (${plural(group.length, 'finding')})
      </summary>
      ${articles}
    </details> `;
  });
  return folders.length > 0
    ? markup`<section>
        <h2>By folder</h2>
        ${folders}
      </section> `
    : markup``;
}

function restSection({ assumptions, handovers, skipped, written }: Report): Markup {
  const assumed = assumptions.map(({ assumption }) => {
    const { file, range } = assumption.at;
    return markup`<code>${file.path}:${positionAt(file, range.start).line}</code>: ${prose(assumptionText(assumption))}`;
  });
  return markup`${list(
    'Files written',
    written.map(path => markup`<code>${path}</code>`),
  )}${list('Taken for granted, as no file can show it', assumed)}${handovers.map(({ handover: { title }, followUps }) =>
    list(
      title,
      followUps.map(item => markup`<code>${item}</code>`),
    ),
  )}${list(
    'Skipped files',
    skipped.map(({ path, reason }) => markup`<code>${path}</code>: ${prose(reason)}`),
  )}`;
}

const list = (title: string, items: readonly Markup[]): Markup =>
  items.length === 0
    ? markup``
    : markup`<section>
        <h2>${prose(title)}</h2>
        <ul>
          ${items.map(item => markup`<li>${item}</li> `)}
        </ul>
      </section> `;
