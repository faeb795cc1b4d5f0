import type { EntityFile, EntityHits } from '../../shared/sync/entity.ts'
import { get } from '../people/asking.ts'

export const askHits = (text: string): Promise<EntityHits> =>
  get(`/api/entities?${new URLSearchParams({ q: text })}`)

export const askFile = (type: string, id: string): Promise<EntityFile> =>
  get(`/api/entities/${encodeURIComponent(type)}/${encodeURIComponent(id)}`)
