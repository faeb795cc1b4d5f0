import type { Value } from '../../shared/model/value.ts'
import type { Reader } from './reader.ts'

/** The short name of the town (or district) that a record's area code lies in; '' for the city itself and for no place. */
export function placeName(reader: Reader, code: Value | undefined): string {
  const area = reader.areas.leafOf(typeof code === 'string' ? code : '')
  const near = area?.level === 'cell' ? area.parent : area
  return near === null || near === undefined || near.level === 'city' ? '' : near.shortName
}
