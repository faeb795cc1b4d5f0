import type { DatabaseSync } from 'node:sqlite'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Page } from '../connectors/connector.ts'
import type { Evaluator } from '../expressions/evaluator.ts'
import { createFeedSecrets } from '../intake/feed-secrets.ts'
import { createRecent, type Recent } from '../intake/recent.ts'
import { createShapes, type Shapes } from '../intake/shapes.ts'
import { openBesideStore } from '../journal/beside-store.ts'
import { createRunningBeside, type RunningBeside } from '../publications/running-beside.ts'
import type { InForce } from './in-force.ts'
import type { CityServerParts } from './server.ts'

/** What is noted, beside the journal, of records that were taken in. */
export interface Looks {
  readonly shapes: Shapes
  readonly recent: Recent
  readonly beside: RunningBeside
  look(feed: FeedDocument, page: Page, now: number): void
}

interface LooksParts {
  readonly inForce: InForce
  readonly evaluator: Evaluator
  readonly secret: (name: string) => string | undefined
}

export function openLooks(
  { intake, log }: Pick<CityServerParts, 'intake' | 'log'>,
  db: DatabaseSync,
  { inForce, evaluator, secret }: LooksParts,
): Looks {
  const shapes = createShapes(openBesideStore(db, 'shape'))
  const recent = createRecent(intake.connectors)
  const beside = createRunningBeside({
    mapping: feed => intake.mapping(feed, inForce.documents.namings),
    evaluate: evaluator.evaluate,
    bare: createFeedSecrets(secret, intake.mask).bare,
    note: message => log('warn', 'documents', message),
  })
  return {
    ...{ shapes, recent, beside },
    look(feed, page, now) {
      // These touch no disk, and what goes wrong with a disk must not cost them.
      recent.note(feed, page, now)
      beside.look(feed, page, now)
      shapes.look(feed, page.records, now)
    },
  }
}
