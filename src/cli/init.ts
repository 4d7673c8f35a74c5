import { formatVersion, NEWEST_KNOWN_VERSION } from '../core/version.ts';
import { visible } from '../reporters/visible.ts';

/** Something that the repository says, with the first file that does. */
export interface Told {
  readonly text: string;
  readonly path: string;
}

/** What a repository says about what a configuration may say. */
export interface Survey {
  /** Versions of Kubernetes that run. */
  readonly versions: readonly Told[];
  /** Values of `--to` whose programs are there. */
  readonly targets: readonly Told[];
  /** GatewayClasses. */
  readonly classes: readonly Told[];
  /** Addresses of nodes. */
  readonly nodes: readonly Told[];
  /** What clusters are called where the files tell them apart. */
  readonly clusters: readonly string[];
  /** Folders whose files other people wrote. */
  readonly foreign: readonly string[];
}

const REPOSITORY = 'https://github.com/kubemend/kubemend';

/** More than these are counted. */
const MOST_NAMED = 4;

/** The text of a new `kubemend.yaml`. It changes nothing: what is not the default anyway stands in comments, to be taken in. */
export const configurationText = ({ versions, targets, classes, nodes, clusters, foreign }: Survey, version: string): string =>
  [
    [
      `# yaml-language-server: $schema=https://raw.githubusercontent.com/kubemend/kubemend/v${version}/schema/kubemend.schema.json`,
      `# All keys: ${REPOSITORY}/blob/v${version}/docs/configuration.md`,
    ],
    [
      '# The version of Kubernetes moved to: decides what is reported, and how severely.',
      `kubernetes: "${formatVersion(NEWEST_KNOWN_VERSION)}"`,
    ],
    [
      '# The version that runs today, where the files do not say it: decides what a fix may write.',
      versions.length > 0 ? `# The files say ${listed(versions)}.` : '# The files do not say it.',
      `# runs: "${versions[0]?.text ?? formatVersion(NEWEST_KNOWN_VERSION)}"`,
    ],
    [
      '# What is neither linted nor written.',
      `# ignore: ${flow(foreign.length > 0 ? foreign.map(folder => `${folder}/**`) : ['vendor/**'])}`,
    ],
    ['# A severity, or off.', '# rules:', '#   service-external-ips: error'],
    migration(targets),
    ...(classes.length > 0
      ? [[`# The GatewayClass of new Gateways. There is ${listed(classes)}.`, `# gateway: { class: ${quoted(classes[0]!.text)} }`]]
      : []),
    [
      '# Addresses and networks of nodes, which no load balancer is given.',
      ...(nodes.length > 0 ? [`# The files tell of ${listed(nodes)}.`] : []),
      `# nodes: { addresses: ${flow(nodes.length > 0 ? nodes.slice(0, MOST_NAMED).map(({ text }) => text) : ['192.0.2.0/28'])} }`,
    ],
    [
      '# The files of each cluster, where they are not told apart rightly without it.',
      ...(clusters.length > 0 ? [`# Told apart are ${some(clusters.map(shown))}.`] : []),
      '# clusters:',
      ...clustersOf(clusters).map(([name, pattern]) => `#   ${quoted(name)}: ${flow([pattern])}`),
    ],
  ]
    .map(lines => `${lines.join('\n')}\n`)
    .join('\n');

/** What to add for pre-commit and for GitHub Actions. */
export const snippets = (version: string): string => `.pre-commit-config.yaml, to lint what is committed:

repos:
  - repo: ${REPOSITORY}
    rev: v${version}
    hooks:
      - id: kubemend

.github/workflows/kubemend.yaml, to annotate pull requests:

name: kubemend
on: pull_request
permissions:
  contents: read
jobs:
  kubemend:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - uses: kubemend/kubemend@v${version}
`;

/** A migration that is asked for is one that every `--fix` does, so it is never asked for here. */
function migration(targets: readonly Told[]): readonly string[] {
  return [
    '# Where `--fix` moves externalIPs to, as `--to` does; `prepare` adds the new way and takes nothing away.',
    targets.length > 0 ? `# There is ${listed(targets)}.` : '# Nothing that gives Services their addresses is found.',
    `# externalIPs: { to: ${targets[0]?.text ?? 'metallb'}, stage: prepare }`,
  ];
}

/** Clusters whose names are paths, with the files below; others are known by what is in their files. */
function clustersOf(names: readonly string[]): readonly (readonly [name: string, pattern: string])[] {
  const folders = names.filter(name => !/[\s*?[\]{}!]/.test(name)).map(name => name.replace(/\/[^/]*\.ya?ml$|\/kustomization$/i, ''));
  const found = [...new Set(folders)].filter(folder => folder !== '' && folder !== '.' && !folder.startsWith('..'));
  if (found.length === 0) return clustersOf(['clusters/prod', 'clusters/staging']);
  const last = (folder: string): string => folder.slice(folder.lastIndexOf('/') + 1);
  return found.map(folder => [found.filter(other => last(other) === last(folder)).length > 1 ? folder : last(folder), `${folder}/**`]);
}

const listed = (all: readonly Told[]): string => some(all.map(({ text, path }) => `${shown(text)} (${shown(path)})`));

function some(words: readonly string[]): string {
  const more = words.length - MOST_NAMED;
  return `${words.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Words of the repository in a comment: on one line, whatever they are. */
const shown = (text: string): string => visible(text).replaceAll('\u0085', ' ');

/** As a scalar of YAML; JSON is one. Plain where it is surely a string. */
const quoted = (text: string): string =>
  /^[a-z][\w-]*$/i.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : JSON.stringify(shown(text));

const flow = (words: readonly string[]): string => `[${words.map(word => JSON.stringify(shown(word))).join(', ')}]`;
