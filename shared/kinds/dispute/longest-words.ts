/** What people write of a dispute; masked before it comes here. */
export const LONGEST_WORDS = 1000
