/** The upstream that a thing is of: general kinds are told by several, and a metric counts those of one. */
export const systemOf = (thing: string): string => thing.slice(0, thing.indexOf('/'))
