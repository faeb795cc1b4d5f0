import { HOUR, MINUTE } from './civil.ts'

/** Milliseconds after midnight of 'HH:MM', up to and including '24:00'; the text has been checked before. */
export const parseClockTime = (text: string): number =>
  Number(text.slice(0, 2)) * HOUR + Number(text.slice(3, 5)) * MINUTE
