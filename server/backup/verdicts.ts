import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { flushToDisk } from '../archive/archive.ts'
import { backupsIn, type BackupFile } from './backup-files.ts'

/** What came of the trial of a backup; it stands beside it. */
export interface KeptVerdict {
  readonly triedAt: number
  readonly faults: readonly string[]
}

const fileOf = (backup: string): string => `${backup}.verdict.json`

export function keepVerdict(backup: string, verdict: KeptVerdict): void {
  const draft = `${fileOf(backup)}.draft`
  writeFileSync(draft, JSON.stringify(verdict))
  flushToDisk(draft)
  renameSync(draft, fileOf(backup))
}

/** null: it was never tried. */
export function verdictOf(backup: string): KeptVerdict | null {
  try {
    return JSON.parse(readFileSync(fileOf(backup), 'utf8')) as KeptVerdict
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** The newest backup that was restored for a trial and found whole. */
export const lastGood = (folder: string): BackupFile | null =>
  backupsIn(folder).find(({ path }) => verdictOf(path)?.faults.length === 0) ?? null
