/** Code points, first to last. */
type Range = readonly [first: number, last: number]

/** Reads CSS `unicode-range` as packages write it: `U+4e00,U+4e0d-4e10`. */
export const parseRanges = (text: string): Range[] =>
  text.split(',').map(part => {
    const [first, last] = part.trim().replace(/^U\+/i, '').split('-')
    const code = parseInt(first ?? '', 16)
    return [code, last === undefined ? code : parseInt(last, 16)]
  })

export const formatRanges = (codes: Iterable<number>): string => {
  const runs: [number, number][] = []
  for (const code of [...codes].sort((a, b) => a - b)) {
    const run = runs.at(-1)
    if (run !== undefined && code <= run[1] + 1) run[1] = code
    else runs.push([code, code])
  }
  const hex = (code: number) => code.toString(16)
  return runs
    .map(([first, last]) => (first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`))
    .join(',')
}

export const contains = (ranges: readonly Range[], code: number): boolean =>
  ranges.some(([first, last]) => first <= code && code <= last)
