import type { Value } from '../../shared/model/value.ts'

/** A column of a list as text; '' where it says nothing. */
export const wordOf = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

/** A column of a list as a number or an instant; null where it says nothing. */
export const numberOf = (value: Value | undefined): number | null =>
  typeof value === 'number' ? value : null
