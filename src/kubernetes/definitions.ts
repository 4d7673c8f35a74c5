const DEFINITION = /^(?:kind:[ \t]*["']?CustomResourceDefinition["']?[ \t]*(?:#.*)?\r?$|[ \t]*"kind":[ \t]*"CustomResourceDefinition")/m;

/** Whether a document is a CustomResourceDefinition: large, full of our words, and never about an object. Not worth a parse. */
export const isDefinition = (text: string): boolean => DEFINITION.test(text);
