/** What people write of a visit; masked before it comes here. */
export const LONGEST_WORDS = 1000
