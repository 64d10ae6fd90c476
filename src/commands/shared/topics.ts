/** A page of `cipu help TOPIC`: the file of its name in `src/help`. */
export interface Topic {
  readonly name: string;
  readonly summary: string;
}

/** The topics of `cipu help`, in the order of the help. */
export const topics: readonly Topic[] = [
  { name: 'filters', summary: 'find what you need: features, ranges, conditions' },
  { name: 'output', summary: 'formats, columns, order, reports' },
  { name: 'facts', summary: 'how a verdict comes about, and how sure it is' },
  { name: 'inputs', summary: 'what check reads, and what it makes of it' },
  { name: 'policy', summary: 'requirements, lists, overrides and waivers of check' },
  { name: 'exit-codes', summary: 'what each exit code means' },
  { name: 'recipes', summary: 'check in GitHub, GitLab, Jenkins, pre-commit and scripts' },
  { name: 'live', summary: 'ask the API: regions, cache, network, stock, snapshots' },
  { name: 'credentials', summary: 'where credentials and the region come from' },
  { name: 'permissions', summary: 'the RAM policy that is needed' },
  { name: 'fleet', summary: 'move your own instances to CIPU, step by step' },
  { name: 'environment', summary: 'variables, project file and shell completion' },
  { name: 'library', summary: 'use it from TypeScript' },
];
