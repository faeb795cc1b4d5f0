/**
 * Stands for `typebox/schema` in the browser, and exports nothing: there a check would always say yes, so a module that wants
 * one does not build.
 */
export {}
