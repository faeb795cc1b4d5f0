import type { Row } from '../kinds/kind.ts'
import type { Value } from '../model/value.ts'
import type { EntityType, Libraries, Told } from './document.ts'

/** Somebody or something that a record tells of. */
export interface Subject {
  readonly type: EntityType | 'place'
  /** Its code, or where a record tells none its name. */
  readonly id: string
}

/** Of whom a record tells, as far as it says; an inner row says it by the columns that it has of its thing. */
export function subjectsOf({ entities }: Libraries, kind: string, row: Row): Subject[] {
  const subjects: Subject[] = []
  for (const [type, entity] of Object.entries(entities)) {
    const by = entity.register === kind ? { id: entity.id } : entity.told[kind]
    if (by === undefined) continue
    for (const id of namedIn(by, row)) subjects.push({ type: type as EntityType, id })
  }
  const { area } = row
  return typeof area === 'string' && area !== '' ? [...subjects, { type: 'place', id: area }] : subjects
}

function namedIn({ id, name }: Told, row: Row): readonly string[] {
  const coded = id === undefined ? [] : textsIn(row[id])
  return coded.length > 0 || name === undefined ? coded : textsIn(row[name])
}

const textsIn = (value: Value | undefined): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter(each => typeof each === 'string' && each !== '') as string[]
