import { hide, type Cover } from './cover.ts'
import { personalNumber, type Kept } from './digits.ts'
import { digitOf } from './signs.ts'
import { codesOf } from '../text/codes.ts'

/** Digits as written: groups with a blank, a hyphen or a bracket between them. */
export interface Written {
  readonly digits: string
  /** Where each digit stands in the text. */
  readonly places: readonly number[]
  /** How many digits each group has. */
  readonly groups: readonly number[]
  readonly end: number
}

const GAPS = codesOf(' -－‐–.·()（）')
const WIDEST_GAP = 2
/** +86 138 1234 5678 has four groups, a bank card five. */
const MOST_GROUPS = 5
const LONGEST_IN_GROUPS = 19

/** An area code of three digits and a number of seven: nothing shorter is personal by itself. */
const SHORTEST_PERSONAL = 10

/** Where a number ends that is too short to be personal, -1 of one that must be looked at. House numbers and dates are many. */
export function endOfShort(text: string, from: number): number {
  let count = 0
  let end = from
  for (let at = from; at !== -1; at = nextGroup(text, end)) {
    end = at
    while (end < text.length && digitOf(text.charCodeAt(end)) >= 0) end++
    count += end - at
    if (count >= SHORTEST_PERSONAL) return -1
  }
  return end
}

export function readNumber(text: string, from: number): Written {
  const places: number[] = []
  const groups: number[] = []
  let digits = ''
  let end = from
  for (let at = from; at !== -1; at = nextGroup(text, end)) {
    const before = places.length
    for (end = at; end < text.length; end++) {
      const digit = digitOf(text.charCodeAt(end))
      if (digit < 0) break
      digits += digit
      places.push(end)
    }
    groups.push(places.length - before)
  }
  return { digits, places, groups, end }
}

function gapEnd(text: string, end: number): number {
  let at = end
  while (at < end + WIDEST_GAP && GAPS.has(text.charCodeAt(at))) at++
  return at
}

function nextGroup(text: string, end: number): number {
  const at = gapEnd(text, end)
  return at > end && at < text.length && digitOf(text.charCodeAt(at)) >= 0 ? at : -1
}

/** What digits written in such groups may keep; null: they are nobody's. */
type Judge = typeof personalNumber

/** Hides what is personal; `shortest`: with so many digits it is because a label says so. */
export function hideNumber(
  cover: Cover,
  written: Written,
  shortest: number,
  judge: Judge = personalNumber,
): void {
  let from = 0
  let group = 0
  while (group < written.groups.length) {
    const taken =
      hideGroups(cover, written, group, from, judge) ||
      (group === 0 ? hideLabelled(cover, written, shortest) : 0) ||
      1
    for (let i = 0; i < taken; i++) from += written.groups[group + i]!
    group += taken
  }
}

/** How many groups from this one on were a personal number and are hidden now: the longest reading wins. */
function hideGroups(cover: Cover, written: Written, group: number, from: number, judge: Judge): number {
  for (let n = Math.min(MOST_GROUPS, written.groups.length - group); n >= 1; n--) {
    const groups = written.groups.slice(group, group + n)
    const length = groups.reduce((sum, size) => sum + size, 0)
    if (n > 1 && length > LONGEST_IN_GROUPS) continue
    const digits = written.digits.slice(from, from + length)
    const kept = judge(digits + checkLetter(cover.text, written, from, from + length), groups)
    if (kept === null) continue
    hideMiddle(cover, written, from, length, kept)
    return n
  }
  return 0
}

/** The X that ends some identity numbers of 17 digits. */
function checkLetter(text: string, { digits, end }: Written, from: number, to: number): string {
  const letter = text[end]
  return to - from === 17 && to === digits.length && (letter === 'X' || letter === 'x' || letter === 'Ｘ')
    ? 'X'
    : ''
}

function hideMiddle(
  cover: Cover,
  { places }: Written,
  from: number,
  length: number,
  { head, tail }: Kept,
): void {
  for (let i = from + head; i < from + length - tail; i++) hide(cover, places[i]!, places[i]! + 1)
}

const LABELLED_TAIL = 2

function hideLabelled(cover: Cover, written: Written, shortest: number): number {
  // The stars of an earlier masking follow: what is left readable was left on purpose.
  if (cover.text.startsWith('*', gapEnd(cover.text, written.end))) return 0
  const [first = 0, second = 0] = written.groups
  const length = first >= shortest ? first : first + second
  if (length < shortest) return 0
  hideMiddle(cover, written, 0, length, { head: 0, tail: LABELLED_TAIL })
  return length === first ? 1 : 2
}
