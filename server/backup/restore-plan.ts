import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { flushToDisk } from '../archive/archive.ts'
import { isDatabase } from './contents.ts'
import { writeNote, type RestoreNote } from './restore-notes.ts'

/** Unpacked and looked at, not yet in place. */
export const INCOMING = '.restoring'
const PLAN = 'restore-plan.json'

/** Written when everything that will be put in place is there: from then on a restore is finished, by whoever finds it. */
interface Plan {
  /** The folder into which goes what stands in the way. */
  readonly aside: string
  readonly names: readonly string[]
  /** What the audit is told of it. */
  readonly note: RestoreNote
}

type OnStep = (done: string) => void

export function beginPlan(dataDir: string, plan: Plan): void {
  const draft = join(dataDir, `${PLAN}.draft`)
  writeFileSync(draft, JSON.stringify(plan))
  flushToDisk(draft)
  renameSync(draft, join(dataDir, PLAN))
  flushToDisk(dataDir)
}

/**
 * Finishes a restore that was begun, also one that was killed: each file is either still incoming or in its place. Answers whether there
 * was one. Nobody else may use the folder.
 */
export function finishPlan(dataDir: string, onStep: OnStep = () => undefined): boolean {
  const file = join(dataDir, PLAN)
  if (!existsSync(file)) {
    // One that was killed before there was a plan: what it unpacked is worth nothing.
    rmSync(join(dataDir, INCOMING), { recursive: true, force: true })
    return false
  }
  const { aside, names, note } = JSON.parse(readFileSync(file, 'utf8')) as Plan
  mkdirSync(join(dataDir, aside), { recursive: true, mode: 0o700 })
  for (const name of names) exchange(dataDir, aside, name, onStep)
  writeNote(dataDir, aside, note)
  onStep('noted')
  flushToDisk(join(dataDir, aside))
  flushToDisk(dataDir)
  rmSync(file)
  flushToDisk(dataDir)
  onStep('planned no more')
  rmSync(join(dataDir, INCOMING), { recursive: true, force: true })
  onStep('swept')
  return true
}

function exchange(dataDir: string, aside: string, name: string, onStep: OnStep): void {
  const incoming = join(dataDir, INCOMING, name)
  if (!existsSync(incoming)) return
  // The log of a database goes first: it must never stand beside another database.
  for (const each of isDatabase(name) ? [`${name}-wal`, `${name}-shm`, name] : [name]) {
    if (!existsSync(join(dataDir, each))) continue
    renameSync(join(dataDir, each), join(dataDir, aside, each))
    onStep(`set aside ${each}`)
  }
  renameSync(incoming, join(dataDir, name))
  onStep(`put in place ${name}`)
}
