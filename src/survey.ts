import { codemods } from '../codemods/index.ts';
import type { Survey, Told } from './cli/init.ts';
import { wholeRepository } from './core/fact.ts';
import { formatVersion } from './core/version.ts';
import { workTreeRoot } from './discover/work-tree.ts';
import { API_SERVER_WORDS, kubeApiServers } from './kubernetes/kube-api-servers.ts';
import { loadLanguages } from './languages/index.ts';
import { parseFile } from './parse.ts';
import { RepositoryFacts } from './repository/facts.ts';
import { gatewayClasses } from './repository/gateway-classes.ts';
import { nodeAddresses } from './repository/node-addresses.ts';
import { WorkTree } from './work-tree.ts';

const FOREIGN = new Set(['vendor', 'third_party', 'testdata']);

/** Looks through the work tree around a folder; paths are from its root. */
export async function surveyOf(cwd: string): Promise<Survey> {
  const root = workTreeRoot(cwd);
  const tree = new WorkTree({ cwd: root, root, words: [] });
  tree.use(await loadLanguages(), parseFile);
  const facts = new RepositoryFacts(tree);
  const versions = [...tree.documentsWith({ words: API_SERVER_WORDS })].flatMap(document =>
    Array.from(kubeApiServers(document, facts), ({ version }) => ({ version, path: document.file.path })),
  );
  const scopes = tree.paths().flatMap(path => facts.scopesOf({ path, text: '' }));
  return {
    versions: once(versions.flatMap(({ version, path }) => (version ? [{ text: formatVersion(version), path }] : []))),
    targets: codemods.flatMap(({ askedBy }) => {
      const told = askedBy === 'unsafe' ? undefined : askedBy.installed?.(wholeRepository, facts);
      return told && askedBy !== 'unsafe' ? [{ text: askedBy.to, path: told.file.path }] : [];
    }),
    classes: once(facts.all(gatewayClasses, wholeRepository).map(({ value, file }) => ({ text: value.name, path: file.path }))),
    nodes: once(facts.all(nodeAddresses, wholeRepository).map(({ value, file }) => ({ text: value, path: file.path }))),
    clusters: [...new Set(scopes.filter(scope => scope !== wholeRepository).map(({ name }) => name))].toSorted(),
    foreign: foreignIn(tree.paths()),
  };
}

const once = (all: readonly Told[]): readonly Told[] => [...new Map(all.toReversed().map(told => [told.text, told])).values()].toReversed();

function foreignIn(paths: readonly string[]): readonly string[] {
  const folders = paths.flatMap(path => {
    const steps = path.split('/').slice(0, -1);
    const at = steps.findIndex(step => FOREIGN.has(step));
    return at === -1 ? [] : steps.slice(0, at + 1).join('/');
  });
  return [...new Set(folders)].toSorted();
}
