import { project } from '../../shared/kinds/project/kind.ts'
import { item, ran, STAGES } from '../../shared/kinds/project/project.fixture.ts'
import { supervision } from '../../shared/kinds/supervision/kind.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import { connectors } from '../connectors/registry.ts'
import { openReach } from '../connectors/feed-for-tests.ts'
import { MONDAY, openDeedCity, type DeedCity } from '../deeds/deed-city.fixture.ts'
import { parsersOf, type Documents } from '../documents/load.ts'
import { mappingOf } from '../intake/mapping.ts'
import { createRecent, type Recent } from '../intake/recent.ts'
import { openTrust } from '../trust/database.ts'
import { DRAFT_TABLES, Drafts } from './drafts.ts'
import { servePublications, type PublicationsParts } from './routes.ts'
import { createRunningBeside, type RunningBeside } from './running-beside.ts'
import { waitingDrafts } from './waiting-drafts.ts'
import type { SetFor } from '../secrets/secrets.ts'
import { noExpressions } from '../expressions/no-expressions.fixture.ts'

export interface PublicationCity extends DeedCity {
  /** What a city that is set up otherwise says. */
  /** What was published is counted, as it is beside a running city. */
  readonly countIn: () => void
  readonly settings: {
    needsSecond: boolean
    environment: Map<string, string>
    setFor: Map<string, SetFor>
  }
  /** What was pushed to feeds, as the intake notes it. */
  readonly recent: Recent
  readonly beside: RunningBeside
  /** As the page of secrets hears of them. */
  readonly waiting: () => ReturnType<typeof waitingDrafts>
}

const projectFact = (n: number, area: string, klass: string): RecordFact => {
  const id = `gcproj/2611-${area}-04-01-00001${n}`
  const items = [
    { ...item('6-1', 6, ran('2026-11-23 09:00', null)), limit: 5, department: '市住建局', name: '第 1 项' },
  ]
  const fields = { investCode: id.slice(7), name: `演示项目${n}`, class: klass, stages: STAGES, items }
  const { conflict: _, ...part } = partWith(fields, { area, at: MONDAY, event: MONDAY })
  return { ...part, type: 'record', kind: project.id, id, part: 'main' }
}

/** A city with three projects, of the documents that are shipped, and the door for documents. */
export async function openPublicationCity(): Promise<PublicationCity> {
  const settings: PublicationCity['settings'] = {
    ...{ needsSecond: false, environment: new Map(), setFor: new Map() },
  }
  const drafts = new Drafts(openTrust(':memory:', [DRAFT_TABLES]))
  let shipped: Documents | undefined
  const recent = createRecent(connectors)
  let beside: RunningBeside | undefined
  const besideOf = (documents: Documents) =>
    (beside = createRunningBeside({
      ...{ mapping: mappingOf(documents, kinds), evaluate: noExpressions, bare: (_, records) => records },
      note: message => {
        throw new Error(message)
      },
    }))
  const city = await openDeedCity({
    kinds: [project, supervision],
    facts: [
      projectFact(1, '211002', '原字号'),
      projectFact(2, '211004', '原字号'),
      projectFact(3, '211004', '新字号'),
    ],
    serve(routes, given) {
      const { documents, engine } = given
      shipped = documents
      const parts: PublicationsParts = {
        ...{
          ...given,
          kinds: [project, supervision],
          drafts,
          connectors,
          mapping: mappingOf(documents, kinds),
        },
        evaluate: noExpressions,
        ...{ recent: recent.of, beside: besideOf(documents) },
        ...{
          parsers: parsersOf(kinds, documents.areas),
          reach: openReach,
          fileOf: path => path,
          speed: 1,
          worldNow: given.now,
        },
        secret: name =>
          settings.environment.get(name) ?? (name === 'SET_HERE' ? 'word'.repeat(8) : undefined),
        secrets: () => ['SET_HERE'],
        isSet: name => settings.environment.has(name) || name === 'SET_HERE',
        setFor: name => settings.setFor.get(name) ?? null,
        wanted: () => documents.inForce(engine.city.documents),
        needsSecond: () => settings.needsSecond,
        signed: published => published,
        isCounting: () => false,
        note: message => {
          throw new Error(message)
        },
      }
      servePublications(routes, parts)
    },
  })
  const ours = new Set<string>([project.id, supervision.id])
  return {
    ...{ ...city, settings, recent },
    get beside() {
      if (beside === undefined) throw new Error('it serves nothing yet')
      return beside
    },
    waiting() {
      if (shipped === undefined) throw new Error('it serves nothing yet')
      return waitingDrafts(drafts.all(), connectors, shipped.inForce(city.engine.city.documents))
    },
    countIn() {
      const { engine } = city
      const documents = shipped?.inForce(engine.city.documents)
      if (documents === undefined) throw new Error('it serves nothing yet')
      const metrics = documents.metrics.filter(metric => kindsOf(metric).every(kind => ours.has(kind)))
      engine.takeUp({ ...documents, metrics })
      while (!engine.joinStep());
      engine.takeIn()
      engine.flush()
    },
  }
}
