import type { AuditFilter, AuditRow, ExportFormat } from '../../shared/audit/record.ts'
import { isoOf } from '../../shared/calendar/civil.ts'

/** As somebody fills it in: days without times, '' where nothing is asked for. */
export interface AuditForm {
  readonly actor: string
  readonly action: string
  readonly object: string
  readonly address: string
  readonly outcome: string
  readonly from: string
  readonly to: string
}

export const NO_FILTER: AuditForm = {
  ...{ actor: '', action: '', object: '', address: '', outcome: '', from: '', to: '' },
}

const DAY = 86_400_000
/** Days are of the city; the last one is a whole one. */
const startOf = (day: string) => `${day}T00:00:00+08:00`
const endOf = (day: string) => isoOf(Date.parse(startOf(day)) + DAY)

export function queryOf(form: AuditForm): URLSearchParams {
  const { from, to, ...texts } = form
  const asked: { -readonly [name in keyof AuditFilter]: string } = {
    ...texts,
    ...(from === '' ? {} : { from: startOf(from) }),
    ...(to === '' ? {} : { to: endOf(to) }),
  }
  const given = Object.entries(asked).flatMap(([name, text]) => {
    const value = text.trim()
    return value === '' ? [] : [[name, value]]
  })
  return new URLSearchParams(given)
}

export const exportPath = (form: AuditForm, format: ExportFormat): string => {
  const query = queryOf(form)
  query.set('format', format)
  return `/api/audit/export?${query}`
}

/** `11-24 10:24:36`, with the year where it is another one. */
export const timeOf = ({ content }: AuditRow, now: number): string => {
  if (content === null) return '—'
  const text = content.at.slice(0, 19).replace('T', ' ')
  return text.slice(0, 4) === isoOf(now).slice(0, 4) ? text.slice(5) : text
}

/** What the record says beside its columns; '' where it says nothing. */
export const detailsOf = ({ content }: AuditRow): string =>
  content === null || Object.keys(content.details).length === 0 ? '' : JSON.stringify(content.details)
