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

export const askAll = (): Promise<Snaps> => get('/api/snaps')

export const askOne = (id: string): Promise<SnapHistory> => get(`/api/snaps/${encodeURIComponent(id)}`)

export const askMine = (): Promise<OwnSnaps> => get('/api/snaps/mine')

export const askOptions = (): Promise<SnapOptions> => get('/api/snaps/options')

export const file = (body: FileSnap): Promise<Filed> => post('/api/snaps', body)

export const step = (id: string, name: SnapStepName, body: AnySnapStep): Promise<Filed> =>
  post(`/api/snaps/${encodeURIComponent(id)}/${name}`, body)

/** How the photo is called from then on. */
export const sendPhoto = async (photo: Blob): Promise<string> =>
  (await send<{ readonly photo: string }>('/api/photos', photo)).photo

/** Where a photo of a report is seen: of one's own, or of one that lies in one's part of the city. */
export const photoAt = (id: string, photo: string, isOwn: boolean): string =>
  `/api/snaps/${isOwn ? 'mine/' : ''}${encodeURIComponent(id)}/photo?of=${photo}`
