import type { Scope } from '../core/fact.ts';

/** The scope of a repository that tells of no clusters: all of it. */
export const wholeRepository: Scope = { name: 'repository', has: () => true };
