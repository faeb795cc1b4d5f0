/**
 * By how much a counter rose from each of its words to the next: null before the first. One that says less than before was
 * replaced, or began at 0 again (A16): since then it has counted what it says.
 */
export const risesOf = (words: readonly number[]): (number | null)[] =>
  words.map((word, i) => {
    const before = words[i - 1]
    if (before === undefined) return null
    return word >= before ? word - before : word
  })
