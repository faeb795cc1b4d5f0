import type { AlertDocument } from '../../shared/alerts/document.ts'
import type { Happening } from '../../shared/alerts/groups.ts'
import type { Sample } from '../../shared/alerts/judge.ts'
import { keyOf } from '../../shared/alerts/keys.ts'
import type { Areas } from '../../shared/areas/areas.ts'
import { canonical } from '../../shared/model/digest.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { Taken } from '../connectors/connector.ts'
import type { Documents } from '../documents/load.ts'
import type { Moment } from '../explain/moment.ts'
import type { KnownParts } from '../deeds/known.ts'
import { escalations } from './escalating.ts'
import { ALERTS, known, STEPS, type Known } from './known.ts'
import { ofNothing, recall } from './recall.ts'
import { countedRecord, raisedRecord, stepRecord } from './records.ts'
import { begun, looked, openOf, type Open, type RuleWatch } from './rule-watch.ts'
import { rulesIn } from './rules.ts'
import { samplesOf, type Surroundings } from './subjects.ts'

export interface WatchParts extends Moment {
  readonly areas: Areas
  /** In force now. */
  readonly documents: () => Documents
  /** City time. */
  readonly now: () => number
  readonly file: (feed: string, records: readonly unknown[]) => Promise<Taken> | null
  /** One thing after the other, people's steps as well: each is judged by what the one before it left. */
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>
  /** What was told of an alert so far is told to those who are to hear of it. */
  readonly tell: (rule: AlertDocument | null, alert: Known) => void
  /** Those of which somebody heard that they were raised, and not that they are over. */
  readonly unfinished: () => readonly string[]
}

/** Looks whether what the rules of alerts say holds, and journals what follows. */
export class AlertWatch {
  readonly #parts: WatchParts
  #rules: ReadonlyMap<string, RuleWatch> | null = null
  #blind: ReadonlySet<string> = new Set()

  constructor(parts: WatchParts) {
    this.#parts = parts
  }

  /** Rules of which nothing can be seen now: what they look at is told by feeds that are late or have failed. */
  get blind(): ReadonlySet<string> {
    return this.#blind
  }

  /** One look at all. Where the numbers are counted anew nothing is judged: they are those of before. */
  look(): Promise<void> {
    return this.#parts.turn(async () => {
      const { engine } = this.#parts
      if (engine.recounting !== null || engine.lastPicture !== null) return
      this.#rules ??= await this.#recalled()
      await this.#look(this.#underDocuments(this.#rules))
    })
  }

  async #recalled(): Promise<ReadonlyMap<string, RuleWatch>> {
    const open = await recall(this.#parts, this.#known)
    const rules = new Map(this.#rulesInForce().map(rule => [rule.id, rule]))
    for (const id of this.#parts.unfinished()) this.#ended.add(id)
    return new Map([...open].map(([id, each]) => [id, begun(rules.get(id) ?? withdrawn(id), each)]))
  }

  readonly #known = (): KnownParts => {
    const { engine, now } = this.#parts
    return { city: engine.city, thing: id => engine.thing(id), now }
  }

  #rulesInForce(): readonly AlertDocument[] {
    const { documents, areas } = this.#parts
    return rulesIn(documents(), areas).flatMap(({ rule, faults }) => (faults.length === 0 ? [rule] : []))
  }

  /** Under another document a rule begins anew, with what is open; one that is no more has only that. */
  #underDocuments(before: ReadonlyMap<string, RuleWatch>): ReadonlyMap<string, RuleWatch> {
    const rules = this.#rulesInForce()
    const now = rules.map((rule): [string, RuleWatch] => {
      const was = before.get(rule.id)
      if (was === undefined) return [rule.id, begun(rule, new Map())]
      return [rule.id, isSame(was.rule, rule) ? was : begun(rule, regrouped(was, rule))]
    })
    const there = new Set(rules.map(({ id }) => id))
    const gone = [...before].filter(([id, { open }]) => !there.has(id) && open.size > 0)
    return new Map([
      ...now,
      ...gone.map(([id, was]): [string, RuleWatch] => [id, begun(withdrawn(id), was.open)]),
    ])
  }

  async #look(rules: ReadonlyMap<string, RuleWatch>): Promise<void> {
    // Feeds are live as soon as what they told is folded in, and their numbers only when those are made.
    this.#parts.engine.settle()
    const around = this.#around()
    const after = new Map<string, RuleWatch>()
    const raised: WithId[] = []
    const steps: WithId[] = []
    const blind = new Set<string>()
    for (const [id, before] of rules) {
      const samples = samplesOf(before.rule, before.watches.keys(), around)
      const { watch, happened, isBlind } = looked(before, samples, around)
      if (isBlind) blind.add(id)
      for (const each of happened) {
        if (each.type === 'raised') raised.push(this.#raised(watch.rule, each, around))
        else steps.push(...this.#step(watch.rule, each, samples, around))
      }
      after.set(id, watch)
    }
    this.#blind = blind
    try {
      await this.#journal(after, raised, steps)
      await this.#escalate()
    } finally {
      this.#tellAll()
    }
  }

  /** What found room is known from here on, whatever did not: it must not be told a second time. */
  async #journal(
    after: ReadonlyMap<string, RuleWatch>,
    raised: readonly WithId[],
    steps: readonly WithId[],
  ): Promise<void> {
    try {
      await this.#file(ALERTS, raised)
      await this.#file(STEPS, steps)
    } finally {
      this.#rules = this.#reopened(
        after,
        raised.map(({ id }) => id),
      )
      for (const { id } of steps) this.#ended.add(id)
    }
  }

  /** Those that are over, perhaps, and of which it was not told yet. */
  readonly #ended = new Set<string>()

  #tellAll(): void {
    for (const { rule, open } of this.#rules?.values() ?? [])
      for (const { id } of open.values()) this.#tell(rule, id)
    for (const id of this.#ended) {
      this.#tell(null, id)
      this.#ended.delete(id)
    }
  }

  #around(): Surroundings {
    const { engine, areas, documents, now } = this.#parts
    const { feeds, metrics } = documents()
    return { city: engine.city, areas, feeds, metrics, now: now() }
  }

  #raised(
    rule: AlertDocument,
    { standing }: Extract<Happening<Open>, { type: 'raised' }>,
    around: Surroundings,
  ): WithId {
    const shelved = this.#shelved.get(`${rule.id}\n${standing.group}`) ?? 0
    return raisedRecord(rule, standing, around, shelved > around.now ? shelved : null)
  }

  /** By rule and group: until when the one before it is shelved. */
  readonly #shelved = new Map<string, number>()

  #step(
    rule: AlertDocument,
    happened: Exclude<Happening<Open>, { type: 'raised' }>,
    samples: readonly Sample[],
    around: Surroundings,
  ): WithId[] {
    const { id, subjects, group } = happened.alert
    const found = known(this.#known(), id)
    if (found === null || found.course.state === 'cleared') return []
    if (happened.type === 'counted') return [countedRecord(id, rule, happened.standing, around)]
    const { shelvedUntil, steps } = found.course
    if (shelvedUntil === null) this.#shelved.delete(`${rule.id}\n${group}`)
    else this.#shelved.set(`${rule.id}\n${group}`, shelvedUntil)
    const isThere = samples.some(({ subject }) => subjects.includes(keyOf(subject)))
    const reason = isThere ? 'over' : 'gone'
    return [stepRecord(id, steps + 1, 'cleared', around.now, { reason })]
  }

  /** What is open once all of it is journaled. */
  #reopened(
    after: ReadonlyMap<string, RuleWatch>,
    raised: readonly string[],
  ): ReadonlyMap<string, RuleWatch> {
    const fresh = raised.map(id => known(this.#known(), id)).filter(each => each !== null)
    return new Map(
      [...after].map(([id, watch]) => {
        const open = new Map<string, Open>()
        for (const [group, each] of watch.open) {
          const found = known(this.#known(), each.id)
          if (found !== null && found.course.state !== 'cleared') open.set(group, openOf(found))
        }
        for (const each of fresh) if (each.fields.rule === id) open.set(each.fields.group ?? '', openOf(each))
        return [id, { ...watch, open }]
      }),
    )
  }

  async #escalate(): Promise<void> {
    const open = [...(this.#rules ?? new Map<string, RuleWatch>()).values()].flatMap(({ rule, open: of }) =>
      [...of.values()].flatMap(({ id }) => {
        const found = known(this.#known(), id)
        return found === null ? [] : [{ rule, known: found }]
      }),
    )
    await this.#file(STEPS, escalations(open, this.#parts.now()))
  }

  #tell(rule: AlertDocument | null, id: string): void {
    const found = known(this.#known(), id)
    if (found !== null) this.#parts.tell(rule, found)
  }

  async #file(feed: string, records: readonly Fields[]): Promise<void> {
    if (records.length === 0) return
    const filing = this.#parts.file(feed, records)
    if (filing === null) throw new Error(`the form "${feed}" does not run`)
    const { quarantined, refused } = await filing
    if (quarantined + refused > 0) throw new Error(`${feed}: ${quarantined + refused} were set aside`)
  }
}

type WithId = Fields & { readonly id: string }

const isSame = (a: AlertDocument, b: AlertDocument): boolean => canonical(plain(a)) === canonical(plain(b))
const plain = (document: object): Fields => JSON.parse(JSON.stringify(document)) as Fields

/** Of a rule that groups otherwise now nothing open is its own: it is over, and what holds is raised anew. */
const regrouped = ({ rule, open }: RuleWatch, now: AlertDocument): ReadonlyMap<string, Open> =>
  rule.groupBy === now.groupBy
    ? open
    : new Map([...open].map(([group, each]) => [`${group}\n${each.id}`, ofNothing(each)]))

/** A rule that is in force no more: it looks at nothing, so what is open of it clears. */
const withdrawn = (id: string): AlertDocument => ({
  ...{ id, title: { zh: id, en: id }, severity: 4, over: { feeds: [], state: 'failed' }, forSeconds: 0 },
  ...{ groupBy: 'each', channels: [], sound: false },
})
