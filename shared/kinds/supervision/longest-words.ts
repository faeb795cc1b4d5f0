/** What people write of a supervision: long enough for a plan, too short for a file. */
export const LONGEST_WORDS = 1000
