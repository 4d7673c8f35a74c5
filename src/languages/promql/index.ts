import type { Document, Refusal, Region } from '../../core/document.ts';
import { isRefusal } from '../../core/document.ts';
import { maskedStringOf } from '../helm/masked-string.ts';
import type { LanguageOf } from '../index.ts';
import { stringOf } from '../yaml/region.ts';
import { PromqlDocument } from './document.ts';

/** The languages of files, which read strings of PromQL as well. */
export function withPromql(languageOf: LanguageOf): LanguageOf {
  return file => {
    const language = languageOf(file);
    return {
      ...language,
      region: (region, wanted) => (region.language === 'promql' ? expressionIn(region) : language.region(region, wanted)),
    };
  };
}

/**
 * The expression that a string holds, whether it holds a wanted word or not: who names a string as PromQL knows why.
 *
 * An expression with an error is one all the same, as Prometheus rejects it too. Only where something else may have made the error it is
 * left out: a template, whose actions are masked, or MetricsQL, which has more syntax than PromQL.
 */
function expressionIn(region: Region): readonly Document[] | Refusal {
  const { node, holds } = region;
  const isTemplate = node.document.isTemplate;
  const excerpt = isTemplate ? maskedStringOf(node) : stringOf(node);
  if (isRefusal(excerpt)) return excerpt;
  const document = new PromqlDocument(region, excerpt);
  const isSureOfErrors = !isTemplate && holds !== 'metricsql';
  return document.errors.length === 0 || isSureOfErrors ? [document] : [];
}
