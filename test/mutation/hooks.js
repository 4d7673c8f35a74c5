/** Resolves `uvu`, but not `uvu/assert`, to what stands in for it. */
export const resolve = (specifier, context, next) =>
  specifier === 'uvu' ? next('./uvu.js', { ...context, parentURL: import.meta.url }) : next(specifier, context);
