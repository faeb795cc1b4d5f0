/** UTF-16 code units of some signs: asked by number, a sign of a text need not become a text of its own. */
export const codesOf = (signs: string): ReadonlySet<number> =>
  new Set(signs.split('').map(sign => sign.charCodeAt(0)))
