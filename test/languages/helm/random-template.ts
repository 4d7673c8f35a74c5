import fc from 'fast-check';

const PIECES: readonly string[] = [
  '{{', '}}', '{{ .a }}', '{{- if .b }}', '{{ else }}', '{{ else if .c }}', '{{- end }}', '{{ range .d -}}', '{{/* e */}}', '{{ "}}" }}', '{{ `\n` }}', '{{ f\n  . }}',
  '{{ define "g" }}', '{{ end }}', '"', "'", '`', '\\', 'a: ', 'b:', '- ', '  ', '    ', '\t', '\n', '\n', '\n', '\r\n', '|', '>-', '#', ' # ', '[', ']', '{', '}', ', ', ': ',
  '---\n', 'word', '1.2.3.4', '&x ', '*x', '!t ', '/*', '*/', '\ufeff', '🎉',
];

/** Pieces of templates in any order. */
export const randomTemplate = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map(pieces => pieces.join(''));
