import type { Node, Refusal } from '../core/document.ts';

/** A call of a module. */
export interface AnsibleTask {
  readonly module: string;
  /** A map. */
  readonly arguments: Node;
}

/** Where plays, blocks and roles hold tasks: https://docs.ansible.com/ansible/latest/reference_appendices/playbooks_keywords.html */
const TASKS: ReadonlySet<string> = new Set(['tasks', 'pre_tasks', 'post_tasks', 'handlers', 'block', 'rescue', 'always']);

/** The tasks of a list, and those in its plays and blocks. `seen`: where maps begin that were looked into; aliases may lead back to them. */
export function* ansibleTasks(list: Node, seen = new Set<number>()): Generator<AnsibleTask> {
  for (const task of list.items()) {
    if (task.kind !== 'map' || seen.has(task.range.start)) continue;
    seen.add(task.range.start);
    for (const [key, value] of task.entries()) {
      if (TASKS.has(key)) yield* ansibleTasks(value, seen);
      else if (value.kind === 'map') yield { module: key, arguments: value };
    }
  }
}

/** Ansible modules that apply objects: https://docs.ansible.com/ansible/latest/collections/kubernetes/core/k8s_module.html and its older names. */
const APPLYING: ReadonlySet<string> = new Set([
  'k8s',
  'kubernetes.core.k8s',
  'community.kubernetes.k8s',
  'community.okd.k8s',
  'redhat.openshift.k8s',
  'k8s_raw',
  'openshift_raw',
]);

/** What a task of Ansible applies: an object, or a string that holds some. */
export interface AnsibleDefinition {
  readonly definition: Node;
  /** Why a change of it is not sure to reach the cluster. */
  readonly obstacle: Refusal | undefined;
}

/** The definitions in a list of plays or tasks. */
export function* ansibleDefinitions(tasks: Node): Generator<AnsibleDefinition> {
  for (const { module, arguments: given } of ansibleTasks(tasks)) {
    if (!APPLYING.has(module) || given.get('state')?.value === 'absent') continue;
    const definition = given.get('resource_definition') ?? given.get('definition') ?? given.get('inline');
    const definitions = definition?.kind === 'list' ? definition.items() : definition ? [definition] : [];
    for (const one of definitions) yield { definition: one, obstacle: mergedBy(given) };
  }
}

/** Without `apply` or `force` the module patches what is there with what is written: what is taken away from here stays there. */
function mergedBy(module: Node): Refusal | undefined {
  const applies = module.get('state')?.value !== 'patched' && ['apply', 'force'].some(key => module.get(key)?.value === true);
  return applies
    ? undefined
    : {
        code: 'MERGED',
        refused:
          'the task merges its definition into the object in the cluster, where stays what is left out here: set `apply: true` first',
      };
}
