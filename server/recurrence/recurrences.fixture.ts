import { DAY } from '../../shared/calendar/civil.ts'
import { merge } from '../../shared/city/thing.ts'
import type { Kind, Thing } from '../../shared/kinds/kind.ts'
import { alikeOf, alikeStep, RECURRENCE } from '../../shared/kinds/recurring.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import { Recurrences, type RecurrencesParts } from './recurrences.ts'
import { metresBetween, NEAR_METRES, SPAN } from './spots.ts'

/** Where a hole is, on a line of places twelve metres from one another. */
export interface Hole {
  readonly sort: string
  readonly at: number
  readonly place: number
}

const happened = ({ sort, at, place }: Hole) => ({ sort, at, lat: 41 + (place * 12) / 111_195, lon: 123 })
const holeIn = ({ parts }: Thing) => (parts['main']?.fields['hole'] ?? null) as Hole | null

/** The smallest kind that recurs. */
export const hole: Kind = {
  ...{ id: 'hole', version: 1, title: { zh: '坑', en: 'hole' }, parts: {}, columns: [] },
  recurring(thing) {
    const known = holeIn(thing)
    return known === null ? null : happened(known)
  },
  derive: () => null,
}

const FORM = { id: 'hole-recurrence', source: 'x', kind: 'hole' } as FeedDocument
const TAKEN = { accepted: 1, duplicate: 0, quarantined: 0, refused: 0 }

/** A street with holes, and what is told of them: a city as far as recurrence sees it. */
export class Street {
  readonly things = new Map<string, Thing>()
  /** What was told, in its order. */
  readonly told: { readonly id: string; readonly alike: number }[][] = []
  now: number
  /** How often from now on nothing finds room. */
  full = 0
  /** How many things were asked for in all. */
  asked = 0
  recurrences: Recurrences

  constructor(now = 200 * DAY) {
    this.now = now
    this.recurrences = this.#opened()
  }

  /** As its system tells of it; null: it is none any more. */
  tell(name: string, is: Hole | null): void {
    const id = name.includes('/') ? name : `x/${name}`
    const fact = this.#keep(id, 'main', { hole: is === null ? null : { ...is } })
    this.recurrences.heard({ facts: [fact] })
  }

  /** The process is killed: what it knew is gone. */
  restart(): void {
    this.recurrences = this.#opened()
  }

  async settle(): Promise<void> {
    for (let turns = 0; await this.recurrences.turn(); turns++)
      if (turns > 10_000) throw new Error('comes to no end')
  }

  alike(name: string): number {
    return alikeOf(this.things.get(`x/${name}`)!)
  }

  /** By looking at all, of those that are young enough to be told. */
  plain(): Map<string, number> {
    const all = [...this.things].flatMap(([id, thing]) => {
      const known = holeIn(thing)
      return known === null ? [] : [{ id, ...happened(known) }]
    })
    const young = all.filter(({ at }) => at >= this.now - 2 * SPAN)
    return new Map(
      young.map(one => {
        const near = all.filter(each => each.sort === one.sort && metresBetween(each, one) <= NEAR_METRES)
        const spans = near.filter(({ at }) => at <= one.at && one.at <= at + SPAN)
        const counts = spans.map(
          ({ at }) => near.filter(each => each.at >= at && each.at <= at + SPAN).length,
        )
        return [one.id.slice(2), alikeStep(Math.max(...counts))]
      }),
    )
  }

  #opened(): Recurrences {
    const past: RecurrencesParts['past'] = async (since, after) => {
      const all = [...this.things].flatMap(([id, thing], row) => {
        const event = holeIn(thing)?.at ?? this.now
        return event >= since ? [{ id, event, row: row + 1 }] : []
      })
      const behind = all
        .filter(({ event, row }) => event > after.event || (event === after.event && row > after.row))
        .sort((a, b) => a.event - b.event || a.row - b.row)
      const page = behind.slice(0, 3)
      return { ids: page.map(({ id }) => id), next: page.length < 3 ? null : page[2]! }
    }
    return new Recurrences({
      ...{ form: FORM, kind: hole, past, now: () => this.now },
      thing: id => {
        this.asked++
        return this.things.get(id) ?? null
      },
      file: async (_, records) => {
        if (this.full > 0) {
          this.full--
          throw new Error('no space left')
        }
        const told = records as { id: string; alike: number; at: number }[]
        this.told.push(told)
        for (const { id, alike, at } of told) this.#keep(`x/${id}`, RECURRENCE, { alike }, at)
        return { ...TAKEN, accepted: told.length }
      },
    })
  }

  #version = 0

  #keep(id: string, part: string, fields: Fields, at = this.now): RecordFact {
    const version = part === RECURRENCE ? 0 : ++this.#version
    const { conflict: _, ...said } = partWith(fields, { at, version, hash: JSON.stringify(fields) })
    const fact: RecordFact = { ...said, type: 'record', kind: 'hole', id, part }
    this.things.set(id, merge(this.things.get(id) ?? null, fact))
    return fact
  }
}
