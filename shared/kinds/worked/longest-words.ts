/** What people write of a step; masked before it comes here. */
export const LONGEST_WORDS = 1000
