/** What people write of a report that is worked with here; masked before it comes. */
export const LONGEST_WORDS = 500
