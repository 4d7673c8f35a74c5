/**
 * `$__rate_interval`, `$job`, `${job:regex}`, `[[job]]`: variables of dashboards and of what substitutes text before it is applied. The second
 * branch is what masks of templates leave of an action between brackets.
 *
 * https://grafana.com/docs/grafana/latest/dashboards/variables/variable-syntax/
 */
const VARIABLE = /\$\{[^{}\n]*\}|\$[A-Za-z_]\w*|\[\[\w+(?::\w+)?\]\]|(?<=\[)x{5,}(?=[\]:])/g;

/** What stands before a duration: a bracket, that of the step of a subquery, or `offset`. */
const BEFORE_DURATION = /(?:(?<!\[)\[|\[[^\][]*:)\s*$|\boffset\s+(?:-\s*)?$/;

/**
 * A text of the same length that is PromQL where the original would be, once its variables are replaced: a duration where only one can stand,
 * else a name. `default` of MetricsQL becomes `or`.
 */
export const maskVariables = (text: string): string =>
  text
    .replace(VARIABLE, (variable, offset: number) => {
      const before = text.slice(Math.max(0, offset - 100), offset);
      return BEFORE_DURATION.test(before) ? `${'0'.repeat(variable.length - 2)}5m` : 'x'.repeat(variable.length);
    })
    .replace(/\bdefault\b(?=\s*[\w(.])/g, 'or     ');

/** Whether a name is that of a variable, or what the mask of a template leaves of an action. */
export const isVariable = (name: string): boolean => /^(?:[$[]|x{5,}$)/.test(name);
