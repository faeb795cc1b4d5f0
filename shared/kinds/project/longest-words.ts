/** What people write of a change of a plan; masked before it comes here. */
export const LONGEST_WORDS = 1000
