/**
 * Stands for `typebox` in the browser. Schemas are checked where documents are published and where the wire ends on the server;
 * a screen only needs the types they give, and would carry 11 KB of makers for nothing.
 */
export const Type: { readonly [maker: string]: () => object } = new Proxy({}, { get: () => () => ({}) })
