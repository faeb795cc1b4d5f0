/** What people write of a check; masked before it comes here. */
export const LONGEST_WORDS = 1000
