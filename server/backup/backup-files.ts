import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { lockFolder } from '../journal/folder-lock.ts'

const NAME = /^liaowang-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar\.gz(\.sealed)?$/
/** Begun and not finished; the number is the process that began it. */
const UNFINISHED = '.unfinished-'

export interface BackupFile {
  readonly path: string
  readonly name: string
  readonly madeAt: number
}

export const nameOf = (madeAt: number, isSealed: boolean): string =>
  `liaowang-${new Date(madeAt).toISOString().replaceAll(/[-:]|\.\d+/g, '')}.tar.gz${isSealed ? '.sealed' : ''}`

/** The backups in a folder, the newest first. */
export function backupsIn(folder: string): BackupFile[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  return names
    .flatMap(name => {
      const parts = NAME.exec(name)?.slice(1, 7)
      if (parts === undefined) return []
      const [year, month, day, hour, minute, second] = parts.map(Number) as [number, ...number[]]
      const madeAt = Date.UTC(year, (month ?? 1) - 1, day, hour, minute, second)
      return [{ path: join(folder, name), name, madeAt }]
    })
    .sort((a, b) => b.madeAt - a.madeAt)
}

export const unfinishedIn = (folder: string): string => join(folder, `${UNFINISHED}${process.pid}`)

/** Does `work` with the folder kept to this process, cleared of what a killed one left unfinished. */
export async function withBackupFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const release = lockFolder(folder, `another backup is being made in "${folder}": wait for its end`)
  try {
    sweep(folder)
    return await work()
  } finally {
    sweep(folder)
    release()
  }
}

function sweep(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(UNFINISHED)) rmSync(join(folder, name), { recursive: true, force: true })
}

/** Removes all but the newest `keep`. */
export function keepNewest(folder: string, keep: number): string[] {
  const gone = backupsIn(folder).slice(keep)
  for (const { path } of gone) {
    rmSync(path)
    rmSync(`${path}.verdict.json`, { force: true })
  }
  return gone.map(({ name }) => name)
}
