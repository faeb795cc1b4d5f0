import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../scripts/command.ts'
import { createAlarms } from '../../server/alarms/alarms.ts'
import { startCityServer } from '../../server/city/server.ts'
import { readConfig } from '../../server/config.ts'
import { connectors } from '../../server/connectors/registry.ts'
import { loadDocuments } from '../../server/documents/load.ts'
import { remembered } from '../../server/documents/remembered.ts'
import { ownDraft } from '../../server/engine/engine.ts'
import { publishedIn } from '../../server/engine/published.ts'
import { mappingOf } from '../../server/intake/mapping.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { hotlineOrder } from '../../shared/kinds/hotline-order/kind.ts'
import { item, ran, STAGES } from '../../shared/kinds/project/project.fixture.ts'
import { project } from '../../shared/kinds/project/kind.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import { isManual } from '../../shared/submissions/manual.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import { NO_COUNTS, type Counts } from '../../shared/model/batch.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { RecordFact } from '../../shared/model/fact.ts'

const MONDAY = instant('2026-11-23 09:00')
export const DEPARTMENT = '市住建局'
const PROJECT = 'gcproj/2611-211004-04-01-000011'

type Item = ReturnType<typeof item> & { readonly department: string }

/** A project of the key list. */
function projectWith(items: readonly Item[]): RecordFact {
  const fields = {
    ...{ investCode: '2611-211004-04-01-000011', name: '演示新材料二期', class: '原字号', stages: STAGES },
    ...{ major: true, items },
  }
  const { conflict: _conflict, ...part } = partWith(fields, {
    area: '211004001',
    at: MONDAY,
    event: MONDAY,
  })
  return { ...part, type: 'record', kind: project.id, id: PROJECT, part: 'main' }
}

/** Two of its items are overdue and one is in time. */
const projectFact = (): RecordFact =>
  projectWith([
    { ...item('6-1', 6, ran('2026-11-12 09:00', null)), department: '市工信局', name: '产业政策审查' },
    { ...item('6-2', 6, ran('2026-11-13 09:00', null)), department: DEPARTMENT, name: '质量监督手续' },
    { ...item('6-3', 6, ran('2026-11-20 09:00', null)), department: DEPARTMENT, name: '安全监督手续' },
  ])

/** Its only item may take 55 working days, beyond all that is published (DOMAIN 2.4). */
export const longProject = (): RecordFact =>
  projectWith([
    {
      ...item('6-3', 6, ran('2026-11-23 09:00', null)),
      ...{ limit: 55, department: DEPARTMENT, name: '安全监督手续' },
    },
  ])

/** An order of 12345 that nobody answered in time. */
function orderFact(): RecordFact {
  const received = instant('2026-11-18 09:00')
  const fields = {
    ...{ orderNo: 'LY2026111800007', title: '三楼暖气不热', department: DEPARTMENT },
    ...{ dueAt: instant('2026-11-20 18:00'), history: [{ status: 'received', at: received }] },
  }
  const { conflict: _conflict, ...part } = partWith(fields, {
    ...{ area: '211004001', at: received, event: received },
  })
  return { ...part, type: 'record', kind: hotlineOrder.id, id: 'hotline/LY2026111800007', part: 'main' }
}

export interface Besides {
  readonly feeds?: readonly FeedDocument[]
  /** `<address>:<port>` of upstreams of the test. */
  readonly announced?: readonly string[]
  /** Where upstreams lay files; left out, among the server's own. */
  readonly laid?: string
}

/** A whole server of a real city on a Monday: nobody is let in without an account, and no feed but what people do, and those named. */
export async function openPressCity(
  facts: readonly RecordFact[] = [projectFact(), orderFact()],
  { feeds: others = [], announced = [], laid }: Besides = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-press-'))
  let now = MONDAY
  const documents = loadDocuments(join(ROOT, 'documents'), kinds, fault => {
    throw new Error(JSON.stringify(fault))
  })
  const filled = documents.feeds.filter(({ connector }) => connector === 'form' || isManual({ connector }))
  const feeds = [...filled, ...others]
  /** Of those that run, and those that are new, what the console has put in force. */
  const inForce = remembered(known => {
    const over = documents.inForce(known)
    const published = new Set(publishedIn(known).flatMap(({ family, id }) => (family === 'feed' ? [id] : [])))
    const left = feeds.filter(({ id }) => !published.has(id))
    return { ...over, feeds: [...left, ...over.feeds.filter(({ id }) => published.has(id))] }
  })
  const server = await startCityServer({
    config: readConfig({
      DATA_DIR: folder,
      MOCK_CITY: 'off',
      PORT: '0',
      SECRETS_KEY_FILE: `${folder}.key`,
    }),
    documents: { ...documents, feeds, inForce },
    kinds,
    clock: { now: () => now, speed: 1, anchor: 0 },
    clientDir: join(ROOT, 'dist/client'),
    log: () => undefined,
    alarms: createAlarms({ log: () => undefined, now: Date.now }),
    figures: () => [],
    directories: () => ({ oidc: null, ldap: null }),
    intake: {
      ...{ connectors, mask, mapping: mappingOf(documents, kinds), announced: new Set(announced) },
      secret: () => undefined,
      note: () => undefined,
      fileOf: path => join(laid ?? folder, path),
    },
    onFatal: (_what, error) => {
      throw error
    },
  })
  await server.engine.submit({ ...ownDraft(now, facts), feed: 'gcproj' })
  await server.engine.tick()
  return {
    url: server.address,
    now: () => now,
    reasonOf: (feed: string) => server.engine.city.feeds.get(feed)?.reason ?? '',
    countsOf(feed: string): Counts {
      const { received, accepted, duplicate, quarantined, refused } =
        server.engine.city.feeds.get(feed) ?? NO_COUNTS
      return { received, accepted, duplicate, quarantined, refused }
    },
    thing: (id: string) => server.engine.thing(id),
    setUpToken: () => server.setUpToken() ?? '',
    async moveTo(text: string) {
      now = instant(text)
      await server.engine.tick()
    },
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
      rmSync(`${folder}.key`, { force: true })
    },
  }
}
