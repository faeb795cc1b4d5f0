import { readFileSync } from 'node:fs'

/**
 * Passwords that everybody tries first, in small letters: the most frequent ones of eight characters and more, and words that people
 * build on. Taken from the MIT licensed list of zxcvbn-ts (© 2012–2016 Dan Wheeler and Dropbox, Inc.; © 2021 zxcvbn-ts).
 */
export const weakPasswords = (): ReadonlySet<string> =>
  new Set(
    readFileSync(new URL('weak-passwords.txt', import.meta.url), 'utf8')
      .split('\n')
      .filter(Boolean),
  )
