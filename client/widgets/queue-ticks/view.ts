import { Type } from 'typebox'
import { MINUTE } from '../../../shared/calendar/civil.ts'
import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Value } from '../../../shared/model/value.ts'
import { figureOf, figureText, UNKNOWN } from '../../figures/number.ts'
import type { ListRow, Reader } from '../reader.ts'
import type { Heading } from '../widget.ts'

export const Options = Type.Object({}, { additionalProperties: false })

/** A tick for each person waiting, in rows of `across`. */
export interface QueueZone {
  readonly id: string
  readonly title: string
  /** null: unknown. */
  readonly waiting: number | null
  readonly across: number
  /** Minutes, or — ; `closed` zones say so instead. */
  readonly wait: string
  readonly limit: string
  readonly isClosed: boolean
  readonly isTooLong: boolean
  /** What a screen reader says. */
  readonly label: string
}

const ROWS = 3
const LEAST_ACROSS = 13
/** Said of every zone, and so of none. */
const ENDING = /专区$/

export const view = (_panel: PanelDocument, reader: Reader): readonly QueueZone[] =>
  (reader.list('zones')?.rows ?? []).map(row => zoneOf(row, reader))

export function heading(_panel: PanelDocument, reader: Reader): Heading {
  return { empty: reader.list('zones')?.total === 0 }
}

const countOf = (value: Value | undefined): number | null => (typeof value === 'number' ? value : null)

function zoneOf({ id, columns }: ListRow, reader: Reader): QueueZone {
  const waiting = countOf(columns['waiting'])
  const name = typeof columns['zone'] === 'string' ? columns['zone'] : id
  return {
    id,
    title: name.length > 2 ? name.replace(ENDING, '') || name : name,
    waiting,
    across: Math.max(LEAST_ACROSS, Math.ceil((waiting ?? 0) / ROWS)),
    wait: minutesText(columns['waitMs'], reader),
    limit: minutesText(columns['waitLimitMs'], reader),
    isClosed: columns['staffed'] === false,
    isTooLong: columns['tooLong'] === true,
    label: reader.say('queue.label', { zone: name, n: waiting ?? UNKNOWN }),
  }
}

function minutesText(ms: Value | undefined, { language }: Reader): string {
  const count = countOf(ms)
  const minutes = count === null ? null : count / MINUTE
  return figureText(figureOf(minutes, { unit: '', decimals: 0, language }))
}
