import { measuresIn, noteInstant, noteReport, noteWhole, passTime } from '../attendance/attendance.ts'
import type { Batch } from '../model/batch.ts'
import type { RecordFact } from '../model/fact.ts'
import { SILENT, type City } from './city.ts'

/** Keeps the attendance of feeds. After the facts of an entry, whose wholeness it tells, and before its feed has reported. */
export function attend(city: City, batch: Batch): void {
  const { attendance, expected, feeds } = city
  noteInstant(attendance, batch.at)
  if (batch.feed !== '') {
    noteReport(attendance, batch, feeds.get(batch.feed) ?? SILENT, expected)
    noteWholeness(city, batch)
  } else if (batch.facts.some(({ type }) => type === 'tick')) passTime(attendance, feeds, expected, city.now)
}

function noteWholeness(city: City, batch: Batch): void {
  for (const fact of batch.facts)
    if (fact.type === 'record') noteRecord(city, batch, fact)
    else if (fact.type === 'readings') {
      const { expected, known } = measuresIn(fact)
      noteWhole(city.attendance, batch, expected, known)
    }
}

/** Measured as libraries are, by what follows from a record; one that changed nothing tells nothing new. */
function noteRecord({ expected, changed, attendance }: City, batch: Batch, fact: RecordFact): void {
  const columns = expected.wholeOf(fact.kind)
  if (columns.length === 0) return
  const row = changed.get(fact.id)?.derived?.row
  if (row === undefined) return
  const known = columns.filter(column => (row[column] ?? null) !== null).length
  noteWhole(attendance, batch, columns.length, known)
}
