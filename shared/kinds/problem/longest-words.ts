/** What people write of a problem; masked before it comes here. */
export const LONGEST_WORDS = 1000
