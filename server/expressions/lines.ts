/**
 * Lines of what comes in pieces. Only a line feed ends one: readline also splits at U+2028 and U+2029, which stand in JSON as they are,
 * and so in what upstreams write.
 */
export function lineReader(hear: (line: string) => void): (piece: string) => void {
  let rest = ''
  return piece => {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) hear(line)
  }
}
