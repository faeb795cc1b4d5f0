import type { HolidayNotice } from '../../shared/calendar/holiday-notice.ts'
import type { Published } from '../../shared/city/city.ts'
import type { MovedDue } from '../../shared/city/moved.ts'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { DocumentFact, Fact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'

/** A due date that a notice moved (DOMAIN 2.4 R7). */
export interface Correction extends MovedDue {
  readonly thing: string
  readonly kind: string
  readonly area: string
}

/** A notice of holidays as the journal has it: what it says, and each open due date that it moved. */
export interface PublishedNotice extends HolidayNotice {
  /** `<calendar>.<year>.<how-manieth of it>` */
  readonly id: string
  /** When it came into force, by the city's clock. */
  readonly at: number
  /** Where it was published. */
  readonly source: string
  readonly corrections: readonly Correction[]
}

const FAMILY = 'holiday-notice'

export function noticeFact(notice: PublishedNotice): DocumentFact {
  const body = notice as unknown as Fields
  return { type: 'document', family: FAMILY, id: notice.id, digest: digest(canonical(body)), body }
}

export const isNotice = (fact: Fact): fact is DocumentFact =>
  fact.type === 'document' && fact.family === FAMILY

/** Of a document's `family/id`. */
export const isNoticeName = (name: string): boolean => name.startsWith(`${FAMILY}/`)

const noticeIn = (body: Fields): PublishedNotice => body as unknown as PublishedNotice

/** Those in force, in the order in which they came. */
export const noticesIn = (documents: ReadonlyMap<string, Published>): PublishedNotice[] =>
  [...documents]
    .flatMap(([name, { body }]) => (body !== null && isNoticeName(name) ? [noticeIn(body)] : []))
    .sort((a, b) => a.at - b.at || numberOf(a) - numberOf(b))

const numberOf = ({ id }: PublishedNotice): number => Number(id.slice(id.lastIndexOf('.') + 1))
