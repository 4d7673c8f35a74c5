import { loadAll } from 'js-yaml';
import { codemods } from '../../codemods/index.ts';
import type { Document, Plain } from '../../src/core/document.ts';
import { yaml } from '../../src/languages/yaml/index.ts';
import { VARIANTS } from '../../src/testing/invariants.ts';
import { checkPlan } from '../languages/yaml/check-plan.ts';
import { randomOps, type Choose } from '../languages/yaml/random-ops.ts';
import { randomJson, randomYaml } from '../languages/yaml/random-yaml.ts';
import { checkRepository, type RepositoryCase } from './check-repository.ts';
import { mutate } from './mutate.ts';
import { loadOps, saveOps, type SavedOps } from './saved-ops.ts';
import type { Seed, Seeds } from './seeds.ts';
import { styledYaml } from './styled-yaml.ts';

/** Operations on one document of a file. */
interface OpsCase {
  readonly files: Readonly<Record<string, string>>;
  readonly document: number;
  readonly ops: SavedOps;
}

/** All that a run needs to know of a case: JSON, so that it can be kept and cut down. */
export type FuzzCase = (RepositoryCase | OpsCase) & { readonly target: string };

export type Outcome = 'written' | 'left' | 'refused' | 'none';

/** What is tried; `make` answers nothing where a choice leads nowhere. */
interface Target {
  readonly make: (choose: Choose, from: Seeds) => RepositoryCase | OpsCase | undefined;
  /** How often it is tried among the others. */
  readonly weight: number;
}

const pick = <T>(items: readonly T[], choose: Choose): T => items[choose(items.length)]!;

export const TARGETS: Readonly<Record<string, Target>> = {
  'operations on YAML': { weight: 4, make: choose => opsOn('a.yaml', randomYaml(choose), choose) },
  'operations on JSON': { weight: 1, make: choose => opsOn('a.json', randomJson(choose), choose) },
  'operations on manifests': {
    weight: 3,
    make: (choose, { manifests }) => opsOn('a.yaml', mutated(manifests, choose).text, choose),
  },
  'manifests in other styles': { weight: 5, make: (choose, { manifests }) => fixOf(restyled(manifests, choose), choose) },
  'mutated manifests': { weight: 5, make: (choose, { manifests }) => fixOf(mutated(manifests, choose), choose) },
  'mutated other styles': { weight: 3, make: (choose, { manifests }) => fixOf(mutated([restyled(manifests, choose)], choose), choose) },
  'mutated programs': { weight: 1, make: (choose, { programs }) => fixOf(mutated(programs, choose), choose) },
  'mutated Terraform': { weight: 1, make: (choose, { terraform }) => fixOf(mutated(terraform, choose), choose) },
};

/** A case; the same one for the same choices and files to start from. */
export function makeCase(choose: Choose, from: Seeds, targets: readonly string[] = Object.keys(TARGETS)): FuzzCase | undefined {
  const weighted = targets.flatMap(name => Array.from({ length: TARGETS[name]!.weight }, () => name));
  const target = pick(weighted, choose);
  const made = TARGETS[target]!.make(choose, from);
  return made && { ...made, target };
}

export function checkCase(given: FuzzCase): Outcome {
  if (!('ops' in given)) return checkRepository(given);
  const [[path, text]] = Object.entries(given.files) as [[string, string]];
  const document = yaml.parse({ path, text }).documents.find(({ index }) => index === given.document);
  const ops = document && isReadable(document) ? loadOps(given.ops, document) : undefined;
  if (!document || !ops) return 'none';
  return 'refused' in checkPlan(document, ops) ? 'refused' : 'written';
}

const isReadable = ({ root, errors }: Document): boolean => root !== undefined && errors.length === 0;

function opsOn(path: string, text: string, choose: Choose): OpsCase | undefined {
  const documents = yaml.parse({ path, text }).documents.filter(isReadable);
  const document = documents[choose(Math.max(1, documents.length))];
  return document && { files: { [path]: text }, document: document.index, ops: saveOps(randomOps(document, choose)) };
}

function restyled(manifests: readonly Seed[], choose: Choose): Seed {
  const seed = pick(manifests, choose);
  const second = choose(3) === 0 ? pick(manifests, choose) : undefined;
  const documents = [seed, ...(second ? [second] : [])].flatMap(({ text }) => documentsIn(text));
  return documents.length === 0 ? seed : { ...seed, path: seed.path.replace(/\.json$/, '.yaml'), text: styledYaml(documents, choose) };
}

function documentsIn(text: string): readonly Plain[] {
  try {
    return (loadAll(text) as Plain[]).filter(document => typeof document === 'object' && document !== null);
  } catch {
    return [];
  }
}

function mutated(from: readonly Seed[], choose: Choose): Seed {
  const { text, ...seed } = pick(from, choose);
  return { ...seed, text: mutate(text, pick(from, choose).text, choose) };
}

const POOL = `apiVersion: metallb.io/v1beta1
kind: IPAddressPool
metadata: {name: edge, namespace: metallb-system}
spec: {addresses: [192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, "2001:db8::/64"]}
---
apiVersion: metallb.io/v1beta1
kind: L2Advertisement
metadata: {name: edge, namespace: metallb-system}
`;

const KUSTOMIZATION = (path: string): string => `# listed\nresources:\n- ${path.split('/').at(-1)!}\n- infra/pool.yaml # MetalLB\n`;

function fixOf({ path, text, codemod: fits }: Seed, choose: Choose): RepositoryCase {
  const fitting = codemods.filter(({ words }) => words.some(word => text.includes(word)));
  const another = choose(8) === 0 || fitting.length === 0 ? undefined : pick(fitting, choose).id;
  const codemod = fits !== undefined && choose(4) > 0 ? fits : another;
  const withPool = choose(3) === 0;
  return {
    files: {
      [path]: text,
      ...(withPool && { 'infra/pool.yaml': POOL }),
      ...(choose(6) === 0 && path !== 'kustomization.yaml' && { 'kustomization.yaml': KUSTOMIZATION(path) }),
    },
    codemod,
    unsafe: codemod === undefined || choose(3) === 0,
    version: pick(['1.36', '1.40', '1.43'], choose),
    settings: {
      'externalIPs.stage': pick(['all', 'all', 'prepare', 'finish'], choose),
      'metallb.pools': pick(['external', 'create', 'existing'], choose),
      ...(choose(4) === 0 && { 'metallb.split': true }),
      'gateway.class': 'edge',
      'gateway.implementation': 'cilium',
      'gateway.acceptClientIPLoss': choose(2) === 0,
      'nodes.addresses': ['192.0.2.200'],
    },
    alone: choose(2) === 0,
    variant: choose(VARIANTS.length - 1),
  };
}
