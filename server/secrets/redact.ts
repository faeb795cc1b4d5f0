/** What is shorter could be anything, and would leave holes in every text. */
const SHORTEST = 6

/**
 * Takes secrets out of a text that an upstream or a driver worded: some of them repeat what they were told (T-SEC-02). The longest first,
 * since one may stand in another.
 */
export function redacted(text: string, values: readonly string[]): string {
  const long = values.filter(({ length }) => length >= SHORTEST).sort((a, b) => b.length - a.length)
  return long.reduce(
    (rest, value) => formsOf(value).reduce((cut, form) => cut.replaceAll(form, '…'), rest),
    text,
  )
}

/** As it is, as it stands in an address, in JSON, and in a header of Basic. */
const formsOf = (value: string): readonly string[] => [
  value,
  encodeURIComponent(value),
  JSON.stringify(value).slice(1, -1),
  Buffer.from(value).toString('base64'),
]
