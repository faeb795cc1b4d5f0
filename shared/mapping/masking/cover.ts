/** Which characters of a text must not be read. Hiding keeps the length, so positions stay valid while rules add to it. */
export interface Cover {
  readonly text: string
  hidden: Uint8Array | null
}

export function hide(cover: Cover, from: number, to: number): void {
  cover.hidden ??= new Uint8Array(cover.text.length)
  cover.hidden.fill(1, from, to)
}

/** The text with a star for every hidden character; the same string when nothing is hidden. */
export function uncovered({ text, hidden }: Cover): string {
  if (hidden === null) return text
  let shown = ''
  for (let i = 0; i < text.length; i++) shown += hidden[i] === 1 ? '*' : text[i]!
  return shown
}
