import type {
  AnySnapStep,
  Filed,
  FileSnap,
  OwnSnaps,
  SnapHistory,
  SnapOptions,
  Snaps,
  SnapStepName,
} from '../../shared/sync/snap.ts'
import { get, post, send } from '../people/asking.ts'
import { askingOf } from '../work/asking-of.ts'

export const { askAll, askOne, step } = askingOf<{
  all: Snaps
  one: SnapHistory
  acted: Filed
  name: SnapStepName
  step: AnySnapStep
}>('/api/snaps')

export const askMine = (): Promise<OwnSnaps> => get('/api/snaps/mine')

export const askOptions = (): Promise<SnapOptions> => get('/api/snaps/options')

export const file = (body: FileSnap): Promise<Filed> => post('/api/snaps', body)

/** How the photo is called from then on. */
export const sendPhoto = async (photo: Blob): Promise<string> =>
  (await send<{ readonly photo: string }>('/api/photos', photo)).photo

/** Where a photo of a report is seen: of one's own, or of one that lies in one's part of the city. */
export const photoAt = (id: string, photo: string, isOwn: boolean): string =>
  `/api/snaps/${isOwn ? 'mine/' : ''}${encodeURIComponent(id)}/photo?of=${photo}`
