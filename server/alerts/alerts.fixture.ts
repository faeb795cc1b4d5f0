import type { AlertDocument, ChannelDocument } from '../../shared/alerts/document.ts'
import { SecretsError } from '../secrets/key-ring.ts'
import { MINUTE } from '../../shared/calendar/civil.ts'
import { alert } from '../../shared/kinds/alert/kind.ts'
import { project } from '../../shared/kinds/project/kind.ts'
import { item, ran, STAGES } from '../../shared/kinds/project/project.fixture.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { TriedRule } from '../../shared/sync/trial.ts'
import { createTurns } from '../deeds/turns.ts'
import { MONDAY, openDeedCity, type DeedCity, type DeedParts } from '../deeds/deed-city.fixture.ts'
import { ownDraft } from '../engine/engine.ts'
import { openTrust } from '../trust/database.ts'
import { Deliveries, DELIVERY_TABLES } from './deliveries.ts'
import { ALERTS, STEPS } from './known.ts'
import { stepRecord } from './records.ts'
import { serveAlerts } from './routes.ts'
import { createTelling } from './telling.ts'
import { triedRule } from './tried-rule.ts'
import { AlertWatch } from './watch.ts'

export const DISTRICT = '211004'
export const OTHER_DISTRICT = '211002'
const FEED = 'gcproj'

export interface AlertCity extends DeedCity {
  /** Those in force, to be changed. */
  readonly rules: AlertDocument[]
  /** Names of secrets whose key is another by now. */
  readonly unopened: Set<string>
  readonly channels: ChannelDocument[]
  readonly deliveries: Deliveries
  readonly look: () => Promise<void>
  /** As a start does: nothing is remembered but what is journaled and queued. */
  readonly restart: () => void
  /** So many projects in a district, told by their feed now. */
  readonly projects: (count: number, district?: string, feed?: string) => Promise<void>
  /** One project that waits for each of these departments, and for no others. */
  readonly departments: (names: readonly string[], feed?: string) => Promise<void>
  /** Their feed says that it is there. */
  readonly beat: () => Promise<void>
  /** Later by so many minutes, in which the feed said each minute that it is there; `silent`: it did not. */
  readonly later: (minutes: number, silent?: 'silent') => Promise<void>
  /** All numbers are counted anew from here on. */
  readonly countAnew: () => void
  /** From now on a form finds no room, or only so often. */
  readonly fill: (feed: string, left?: number) => void
  readonly mend: () => void
  /** Journaled, and the process died before it told anybody. */
  readonly clearBehind: (id: string) => Promise<void>
  /** What a rule would say that is not in force. */
  readonly tryOut: (rule: AlertDocument) => Promise<TriedRule>
  /** Journaled once more under another id. */
  readonly doubleBehind: (id: string) => Promise<void>
  readonly alerts: () => Promise<readonly (Row & { readonly id: string })[]>
}

/** Nobody sees to it in less than a minute. */
export const rule = (changes: Partial<AlertDocument> = {}): AlertDocument => ({
  ...{ id: 'many', title: { zh: '项目过多', en: 'Too many' }, severity: 2, forSeconds: 0 },
  ...{ over: { metric: 'project.count', areas: 'district' }, condition: { above: 1, clear: 0 } },
  ...{ groupBy: 'each', channels: ['duty'], sound: true, ...changes },
})

let version = 0

interface ProjectAt {
  readonly area: string
  readonly op: 'put' | 'drop'
  readonly at: number
  readonly departments?: readonly string[]
}

const projectFact = (n: number, { area, op, at, departments = ['市住建局'] }: ProjectAt): RecordFact => {
  const items = departments.map((department, i) => ({
    ...item(`6-${i + 1}`, 6, ran('2026-11-23 09:00', null)),
    ...{ limit: 5, department, name: `第 ${n} 项` },
  }))
  const id = `gcproj/2611-${area}-04-01-00001${n}`
  const fields = { investCode: id.slice(7), name: `演示项目${n}`, class: '原字号', stages: STAGES, items }
  const { conflict: _, ...part } = partWith(fields, { area, at, event: MONDAY, op, version: ++version })
  return { ...part, type: 'record', kind: project.id, id, part: 'main' }
}

export async function openAlertCity(): Promise<AlertCity> {
  const rules: AlertDocument[] = [rule()]
  const channels: ChannelDocument[] = [
    { id: 'duty', title: { zh: '值班群', en: '' }, form: 'wecom', address: 'DUTY' },
    { id: 'leaders', title: { zh: '领导群', en: '' }, form: 'feishu', address: 'LEADERS' },
  ]
  const deliveries = new Deliveries(openTrust(':memory:', [DELIVERY_TABLES]))
  let parts: DeedParts | undefined
  let watch: AlertWatch | undefined
  let [full, room] = ['', 0]
  const unopened = new Set<string>()
  const turn = createTurns()
  const documents = (given: DeedParts) => ({ ...given.documents, alerts: rules, channels })
  const begin = (given: DeedParts) => {
    const tell = createTelling({
      ...{ deliveries, now: given.now, worldNow: given.now, origin: () => 'https://city.example' },
      isSimulated: () => true,
    })
    const documentsNow = () => documents(given)
    const unfinished = () => deliveries.unfinished()
    const file: DeedParts['file'] = (feed, records) =>
      feed === full && room-- <= 0 ? Promise.reject(new Error('no space left')) : given.file(feed, records)
    watch = new AlertWatch({ ...given, file, documents: documentsNow, turn, tell, unfinished })
  }
  const city = await openDeedCity({
    kinds: [project, alert],
    facts: [projectFact(1, { area: DISTRICT, op: 'put', at: MONDAY })],
    serve(routes, given) {
      parts = given
      begin(given)
      serveAlerts(routes, {
        ...{ ...given, turn, deliveries, documents: () => documents(given), worldNow: given.now },
        secret: name => {
          if (unopened.has(name)) throw new SecretsError(`${name} cannot be opened`)
          return name === 'DUTY' ? 'https://robot.example/send?key=1' : undefined
        },
        ...{ origin: () => 'https://city.example', newId: () => `n${++version}`, blind: () => watch!.blind },
      })
    },
  })
  const told = (facts: readonly RecordFact[], feed: string) =>
    city.engine.submit({ ...ownDraft(city.now(), facts), feed })
  const submit = async (facts: readonly RecordFact[], feed = FEED) => {
    await told(facts, feed)
    city.engine.flush()
  }
  return {
    ...{ ...city, rules, channels, deliveries, unopened },
    look: () => watch!.look(),
    restart: () => begin(parts!),
    projects: (count, district = DISTRICT, feed = FEED) =>
      submit(
        [1, 2, 3, 4].map(n =>
          projectFact(n, { area: district, op: n <= count ? 'put' : 'drop', at: city.now() }),
        ),
        feed,
      ),
    departments: (departments, feed = FEED) =>
      submit([projectFact(1, { area: DISTRICT, op: 'put', at: city.now(), departments })], feed),
    beat: () => submit([]),
    async later(minutes, silent) {
      for (let minute = 0; minute < minutes; minute++) {
        await city.moveTo(city.now() + MINUTE)
        if (silent === undefined) await submit([])
      }
    },
    countAnew() {
      const { documents: shipped } = parts!
      const { metrics } = city.engine.city
      const ours = shipped.metrics.filter(({ id }) => metrics.has(id))
      city.engine.takeUp({ ...shipped, metrics: ours, digest: 'another' })
    },
    fill: (feed, left = 0) => void ([full, room] = [feed, left]),
    mend: () => void (full = ''),
    async clearBehind(id) {
      await parts!.file(STEPS, [stepRecord(id, 2, 'cleared', city.now(), { reason: 'over' })])
    },
    tryOut: tried => triedRule({ ...parts!, documents: documents(parts!) }, tried),
    async doubleBehind(id) {
      const { fields, area } = city.engine.thing(`alerts/${id}`)!.parts['main']!
      const again = `${id}-again`
      await parts!.file(ALERTS, [{ ...fields, id: again, number: again, at: city.now(), area }])
    },
    async alerts() {
      const { body } = await city.as(['operator']).get('/api/alerts')
      return (body.alerts as readonly { readonly id: string; readonly row: Row }[]).map(({ id, row }) => ({
        ...row,
        id,
      }))
    },
  }
}

export const eventsOf = (deliveries: Deliveries): readonly Fields[] =>
  deliveries.newest().map(({ event, channel, state }) => ({ event, channel, state }))
