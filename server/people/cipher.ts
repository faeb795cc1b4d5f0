/** Encrypts what must be read again (a second factor's secret), with a key that is not in the database (T-SEC-01). */
export interface Cipher {
  seal(text: string): string
  /** Throws where it was not sealed with a key that is still known, or was changed since. */
  open(text: string): string
}
