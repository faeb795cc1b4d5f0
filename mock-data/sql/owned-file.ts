import { existsSync, renameSync } from 'node:fs'
import type { PretendCity } from '../city.ts'
import { draw } from '../random.ts'
import { openSqlite, removeSqlite, type SqliteFile } from './sqlite.ts'

export interface OwnedFile {
  readonly path: string
  readonly city: PretendCity
  /** Whether the file of an earlier start can be gone on with. */
  readonly usable: (file: SqliteFile) => boolean
  readonly fill: (file: SqliteFile) => Promise<void>
}

/** Which city the file belongs to: another seed must not go on writing into it. */
const signature = ({ seed }: PretendCity) => Math.floor(draw(seed, 'file of the city') * 0x7fff_ffff)

function existing({ path, city, usable }: OwnedFile): SqliteFile | null {
  if (!existsSync(path)) return null
  const file = openSqlite(path)
  const { user_version } = file.database.prepare('PRAGMA user_version').get() as { user_version: number }
  if (user_version === signature(city) && usable(file)) return file
  file.close()
  return null
}

/**
 * The file of an earlier start, or a new one. A new one is filled out of sight: rows do not come in the order of their
 * times, and who polled meanwhile would miss the older ones.
 */
export async function openOwned(owned: OwnedFile): Promise<SqliteFile> {
  const { path, city, fill } = owned
  const known = existing(owned)
  if (known !== null) return known
  const unseen = `${path}.filling`
  removeSqlite(unseen)
  const filling = openSqlite(unseen, 'unseen')
  await fill(filling)
  filling.database.exec(`PRAGMA user_version=${signature(city)}`)
  filling.close()
  removeSqlite(path)
  renameSync(unseen, path)
  return openSqlite(path)
}
