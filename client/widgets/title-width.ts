interface Titled {
  readonly title: string
}

/** Room for the longest title, in widths of a Chinese character; a Latin letter is a little more than half as wide. */
export function titleEms(rows: readonly Titled[], least = 4, most = 9): number {
  const widths = rows.map(({ title }) =>
    [...title].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1 : 0.56), 0),
  )
  return Math.min(most, Math.max(least, ...widths.map(width => Math.ceil(width * 10) / 10)))
}
