import type { Node, Refusal } from '../../core/document.ts';
import { isRefusal } from '../../core/document.ts';
import type { Excerpt } from '../regions/excerpt.ts';
import { stringOf } from '../yaml/region.ts';
import { HelmNode } from './document.ts';

/** The text of a string in a template, its actions masked: to be read, never written. */
export function maskedStringOf(node: Node): Excerpt | Refusal {
  if (!(node instanceof HelmNode)) return { refused: 'it is no string of a template' };
  const inner = stringOf(node.masked);
  if (isRefusal(inner)) return inner;
  const { start: origin } = node.document.range;
  return {
    text: inner.text,
    lineBreak: inner.lineBreak,
    rangeInFile: (from, to) => {
      const { start, end } = inner.rangeInFile(from, to);
      return { start: origin + start, end: origin + end };
    },
    offsetOf: fileOffset => inner.offsetOf(fileOffset - origin),
    editInFile: () => ({ refused: 'templates are never written' }),
  };
}
