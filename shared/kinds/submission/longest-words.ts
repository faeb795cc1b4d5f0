/** How long what people write beside a submission may be. */
export const LONGEST_WORDS = 1_000
