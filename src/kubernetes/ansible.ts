import type { Node } from '../core/document.ts';

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
