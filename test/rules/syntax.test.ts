import rule from '../../rules/syntax.ts';
import { testRule } from '../../src/testing/test-rule.ts';

testRule(rule, {
  valid: {
    'repeated keys, which are read': 'a: 1\na: 2\n',
    'a template, which is no YAML': 'kind: Service\nmetadata:\n  name: {{ .Release.Name }}\n{{- if .Values.x }}\nspec: {}\n{{- end }}\n',
  },
  invalid: {
    'brackets nested too deep': {
      input: `${'['.repeat(256)}«[»${'['.repeat(20)}\n`,
      messages: ['the file cannot be read past this point: it is nested more than 256 levels deep'],
      severity: 'warning',
    },
    'an alias without an anchor': {
      input: 'a: «*nowhere»\n',
      messages: ['the file cannot be read past this point: alias `*nowhere` has no anchor before it'],
    },
  },
});
