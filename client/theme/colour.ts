/** Of `#rrggbb` or `#rgb`: style sheets are made smaller when they are built, and black becomes three digits. */
const channels = (hex: string): number[] =>
  hex.length === 4
    ? [1, 2, 3].map(i => parseInt(hex.slice(i, i + 1).repeat(2), 16))
    : [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16))

/** `#rrggbb` a share `t` of the way from `a` to `b`. */
export function mix(a: string, b: string, t: number): string {
  const to = channels(b)
  const mixed = channels(a).map((from, i) => Math.round(from + (to[i]! - from) * t))
  return '#' + mixed.map(value => value.toString(16).padStart(2, '0')).join('')
}

export const fade = (hex: string, alpha: number): string => `rgba(${channels(hex).join(',')},${alpha})`
