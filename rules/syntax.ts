import type { Document, ParseError } from '../src/core/document.ts';
import { defineRule } from '../src/core/rule.ts';

export default defineRule({
  id: 'syntax',
  severity: 'warning',
  fixable: 'never',
  words: 'all-others',

  docs: {
    summary: 'A file that cannot be read past a point',
    why: `
      What cannot be read cannot be checked, and Kubernetes would not take it either. Only documents that hold a word of another rule are read,
      so this is no check of all files. Templates are told apart and listed as skipped.
    `,
    bad: [
      {
        text: `
          apiVersion: v1
          kind: Service
          spec:
            externalIPs: [192.0.2.4
            type: ClusterIP
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: v1
          kind: Service
          spec:
            externalIPs: []
        `,
      },
    ],
    references: ['https://yaml.org/spec/1.2.2/'],
  },

  *query(document: Document): Generator<ParseError> {
    const [first] = document.errors;
    if (first) yield first;
  },

  check({ message, range }, { report }) {
    report({ at: range, message: `the file cannot be read past this point: ${message}`, label: 'nothing from here on is checked' });
  },
});
