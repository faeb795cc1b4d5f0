import { hide, uncovered, type Cover } from './cover.ts'
import { afterLabel, labelAt } from './labels.ts'
import { hideNameAfter, hideNameBefore } from './names.ts'
import { endOfShort, hideNumber, readNumber } from './numbers.ts'
import {
  DIGIT,
  digitOf,
  isAlphanumeric,
  isLetter,
  LABEL,
  MAIL,
  PLAIN,
  PROVINCE,
  SIGNS,
  TITLE,
} from './signs.ts'

/** A rule looks at what begins at `at`, hides what is personal and says where to go on: always further to the right. */
type Rule = (cover: Cover, at: number) => number

/**
 * The text with personal data starred out (A24, T-PII-01): mobile and landline numbers, identity numbers, bank cards,
 * number plates, mail addresses, names after a label or before a title, and numbers that a label calls personal.
 *
 * It leans to hiding too much: a long number that happens to have a card's check digit is hidden as one. The length is
 * kept, and time grows with the length only: no pattern is tried twice.
 */
export function mask(text: string): string {
  let at = nextSign(text, 0)
  if (at === text.length) return text
  const cover: Cover = { text, hidden: null }
  while (at < text.length) at = nextSign(text, RULES[SIGNS[text.charCodeAt(at)]!]!(cover, at))
  return uncovered(cover)
}

function nextSign(text: string, from: number): number {
  let at = from
  while (at < text.length && SIGNS[text.charCodeAt(at)] === PLAIN) at++
  return at
}

const maskDigits: Rule = (cover, at) => {
  const end = endOfShort(cover.text, at)
  if (end !== -1) return end
  const written = readNumber(cover.text, at)
  hideNumber(cover, written, Infinity)
  return written.end
}

/** Public numbers (12345, 110) are short. */
const SHORTEST_PHONE = 7
const SHORTEST_NUMBER = 5

const maskLabelled: Rule = (cover, at) => {
  const label = labelAt(cover.text, at)
  if (label === null) return at + 1
  const value = afterLabel(cover.text, at + label.text.length)
  if (label.of === 'name') {
    hideNameAfter(cover, value.at, value.colon, label.often)
    return value.at
  }
  return hideValue(cover, value.at, label.of === 'phone' ? SHORTEST_PHONE : SHORTEST_NUMBER)
}

function hideValue(cover: Cover, at: number, shortest: number): number {
  const { text } = cover
  const end = tokenEnd(text, at)
  if (end - at >= shortest && hasLetter(text, at, end - 1)) {
    hide(cover, at + 1, end - 1)
    // The digits in it are looked at all the same: they may go on behind a gap.
    return at
  }
  if (digitOf(text.charCodeAt(at)) < 0) return at
  const written = readNumber(text, at)
  hideNumber(cover, written, shortest)
  return written.end
}

function tokenEnd(text: string, from: number): number {
  let end = from
  while (
    end < text.length &&
    (isAlphanumeric(text.charCodeAt(end)) || text[end] === '_' || text[end] === '-')
  )
    end++
  return end
}

/** Before the last sign: an X there may be the check digit of an identity number. */
function hasLetter(text: string, from: number, last: number): boolean {
  for (let i = from; i < last; i++) if (isLetter(text.charCodeAt(i))) return true
  return false
}

const maskTitled: Rule = (cover, at) => {
  hideNameBefore(cover, at)
  return at + 1
}

const PLATE_DOTS = '·•・. -'
const PLATE_ENDS = '警学挂领港澳'

/** 辽K·12345, 辽KD12345 and 辽K1234学. */
const maskPlate: Rule = (cover, at) => {
  const { text } = cover
  if (!isLetter(text.charCodeAt(at + 1))) return at + 1
  const from = PLATE_DOTS.includes(text[at + 2] ?? '|') ? at + 3 : at + 2
  const to = runEnd(text, from)
  if (!isPlateNumber(text, from, to)) return at + 1
  hide(cover, from, to)
  return to
}

/** Five or six signs, at least one of them a digit. Stars after them are an earlier masking's, which left them on purpose. */
function isPlateNumber(text: string, from: number, to: number): boolean {
  const length = to - from + (PLATE_ENDS.includes(text[to] ?? '|') ? 1 : 0)
  return to - from >= 4 && (length === 5 || length === 6) && text[to] !== '*' && hasDigit(text, from, to)
}

/** Where letters and digits end; no further than it takes to see that there are too many of them. */
function runEnd(text: string, from: number): number {
  let to = from
  while (to < text.length && to < from + 7 && isAlphanumeric(text.charCodeAt(to))) to++
  return to
}

function hasDigit(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (digitOf(text.charCodeAt(i)) >= 0) return true
  return false
}

const LONGEST_MAIL_PART = 64

/** The name before the @ of a mail address; its domain stays. */
const maskMail: Rule = (cover, at) => {
  const { text } = cover
  let from = at
  while (from > 0 && from > at - LONGEST_MAIL_PART && isMailSign(text, from - 1)) from--
  let to = at + 1
  let dotted = false
  for (; to < text.length && to < at + LONGEST_MAIL_PART && isMailSign(text, to); to++)
    dotted ||= text[to] === '.'
  if (from < at && dotted) hide(cover, Math.min(from + 1, at - 1), at)
  return at + 1
}

const isMailSign = (text: string, at: number): boolean =>
  isAlphanumeric(text.charCodeAt(at)) || '._-+'.includes(text[at]!)

const RULES: { readonly [sign: number]: Rule } = {
  [DIGIT]: maskDigits,
  [LABEL]: maskLabelled,
  [TITLE]: maskTitled,
  [PROVINCE]: maskPlate,
  [MAIL]: maskMail,
}
