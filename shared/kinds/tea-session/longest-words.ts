/** What people write of a session; masked before it comes here. */
export const LONGEST_WORDS = 2000
