import { levelOf, rankOf, type Level } from '../../shared/kinds/warning/warning-level.ts'
import type { Value } from '../../shared/model/value.ts'
import type { Reader } from './reader.ts'

/** What a wall shows of the level of a warning: its colour is never alone, it has so many strokes and its word. */
export interface LevelSign {
  /** null: nobody said, or in a word that no table knows. */
  readonly level: Level | null
  /** 4 is the gravest; 0 unknown. */
  readonly strokes: number
  readonly word: string
}

export function levelSign(reader: Reader, code: Value | undefined): LevelSign {
  const level = levelOf(code)
  const word = level === null ? reader.say('warning.unknown') : reader.word('warning', 'level', level)
  return { level, strokes: rankOf(level) ?? 0, word }
}

/** What is warned of, in the word of its kind; as it was told where no table knows it. */
export function hazardOf(reader: Reader, eventType: Value | undefined, told: Value | undefined): string {
  if (typeof eventType === 'string' && eventType !== 'other')
    return reader.word('warning', 'eventType', eventType)
  if (typeof told === 'string' && told !== '') return told
  return reader.word('warning', 'eventType', 'other')
}
