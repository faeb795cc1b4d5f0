import { LONGEST_PASSWORD, leastLength, type Policy } from '../../../shared/people/policy.ts'

/** Why a password cannot be had; the client has the words. */
export type PasswordFault =
  | 'passwordTooShort'
  | 'passwordTooLong'
  | 'passwordClasses'
  | 'passwordWeak'
  | 'passwordContext'
  | 'passwordUsed'

export interface PasswordContext {
  readonly account: string
  /** Names of the city, the house and the product. */
  readonly words: readonly string[]
  readonly weak: ReadonlySet<string>
}

const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]
const CLASSES_NEEDED = 3
/** What is left when everything that is easily guessed is taken away. */
const LEAST_OWN = 6
const LEAST_RUN = 4
const LEAST_WORD = 3

/** Rows and columns of keys, and what everybody counts. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
  '!@#$%^&*()',
].flatMap(run => [run, [...run].reverse().join('')])

/** Null where the password will do. What it was before is asked elsewhere: it needs the old hashes. */
export function passwordFault(
  password: string,
  policy: Policy,
  { account, words, weak }: PasswordContext,
): PasswordFault | null {
  const length = [...password].length
  if (length < leastLength(policy)) return 'passwordTooShort'
  if (length > LONGEST_PASSWORD) return 'passwordTooLong'
  if (policy.profile === 'dengbao' && CLASSES.filter(each => each.test(password)).length < CLASSES_NEEDED)
    return 'passwordClasses'
  const lower = password.toLowerCase()
  const spelled = spelt(lower)
  const named = [account, ...words, ...policy.words].map(word => word.toLowerCase())
  if (named.some(word => isWord(word) && (lower.includes(word) || spelled.includes(word))))
    return 'passwordContext'
  return isWeak(lower, spelled, weak) ? 'passwordWeak' : null
}

/** Two Chinese characters are a name; of letters it takes three. */
const isWord = (word: string) => word.length >= (/[^\x20-\x7e]/.test(word) ? 2 : LEAST_WORD)

/** A list has the word; people add a year, a sign and a zero for an o. */
function isWeak(lower: string, spelled: string, weak: ReadonlySet<string>): boolean {
  if (weak.has(lower)) return true
  if ([lower, spelled].some(text => weak.has(text.replace(/^[^a-z]+|[^a-z]+$/g, '')))) return true
  return [...withoutRuns(lower)].length < LEAST_OWN || new Set(lower).size < LEAST_OWN - 1
}

const SPELT: { readonly [sign: string]: string } = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const spelt = (lower: string) => [...lower].map(sign => SPELT[sign] ?? sign).join('')

/** Without keys in a row, what is counted up or down, and one sign again and again. */
function withoutRuns(lower: string): string {
  let rest = ''
  for (let at = 0; at < lower.length;) {
    const run = runAt(lower, at)
    if (run < LEAST_RUN) rest += lower[at]
    at += run < LEAST_RUN ? 1 : run
  }
  return rest
}

function runAt(lower: string, at: number): number {
  let longest = 1
  while (lower[at + longest] === lower[at]) longest++
  for (const run of RUNS) {
    let length = 1
    while (at + length < lower.length && run.includes(lower.slice(at, at + length + 1))) length++
    longest = Math.max(longest, length)
  }
  return longest
}
