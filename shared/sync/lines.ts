import type { AnswerMessage, CellsMessage, NewsMessage } from './protocol.ts'

/**
 * A line is the short name of a topic in one epoch. News come several times a second to every screen, and the names would be
 * most of what they say. An answer tells the line; it holds for as long as the connection.
 */
export interface Lines {
  answer(message: CellsMessage): AnswerMessage
  news(message: CellsMessage): NewsMessage
}

/** The server's side. There are no more topics than scenes and places, so that no line need ever be given back. */
export function createLines(): Lines {
  const lines = new Map<string, number>()

  function lineOf(topic: string, epoch: string): number {
    const name = `${epoch} ${topic}`
    const known = lines.get(name) ?? lines.size + 1
    lines.set(name, known)
    return known
  }

  return {
    answer: ([topic, epoch, from, to, cells]) => [topic, epoch, lineOf(topic, epoch), from, to, cells],
    news: ([topic, epoch, from, to, cells]) => [lineOf(topic, epoch), from, to, cells],
  }
}

/** The screen's side, of one connection. */
export interface HeardLines {
  answer(message: AnswerMessage): CellsMessage
  /** null: of a line that no answer told. The next beat says whether anything was missed. */
  news(message: NewsMessage): CellsMessage | null
}

export function createHeardLines(): HeardLines {
  const lines = new Map<number, readonly [topic: string, epoch: string]>()

  return {
    answer([topic, epoch, line, from, to, cells]) {
      lines.set(line, [topic, epoch])
      return [topic, epoch, from, to, cells]
    },
    news([line, from, to, cells]) {
      const known = lines.get(line)
      return known === undefined ? null : [...known, from, to, cells]
    },
  }
}
