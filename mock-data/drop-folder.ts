import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { breathe } from './breathing.ts'
import type { Cancel, Clock } from './clock.ts'

/** A file that an upstream lays down at an instant. */
export interface Drop {
  readonly at: number
  readonly name: string
  /** Made when it is due: most of a year's files are never looked at. */
  readonly bytes: () => Uint8Array
}

export interface DropFolder {
  readonly clock: Clock
  /** Where the files lie. Beside it the upstream remembers how far it came, so that a file somebody took away stays away. */
  readonly folder: string
  /** Files with from < at <= to, in order of time. */
  readonly drops: (from: number, to: number) => readonly Drop[]
  /** Where an upstream that remembers nothing begins. */
  readonly begin: number
  readonly silent: (at: number) => boolean
}

const LOOK_EVERY = 60_000
/** The oldest are taken away beyond so many, so that a fast clock does not fill the disk. */
const FILES_KEPT = 200

/** The past is laid out of sight and appears when it is whole: who looks in must not take the half of it for all. */
const hidden = (folder: string) => `${folder}.part`

const placeOf = (folder: string) => `${folder}.json`

function readPlace(folder: string, begin: number, now: number): number {
  if (!existsSync(placeOf(folder))) return begin
  const kept: unknown = JSON.parse(readFileSync(placeOf(folder), 'utf8'))
  return typeof kept === 'number' && kept <= now ? kept : begin
}

/** Whoever looks into the folder sees whole files only: they are written under another name first. */
function writeWhole(path: string, content: Uint8Array | string, at?: number): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.part`, content)
  // Its clerk wrote it then, by the clock of the city.
  if (at !== undefined) utimesSync(`${path}.part`, at / 1000, at / 1000)
  renameSync(`${path}.part`, path)
}

function takeAway(folder: string): void {
  if (!existsSync(folder)) return
  const names = readdirSync(folder).filter(name => !name.endsWith('.part'))
  for (const name of names.sort().slice(0, Math.max(0, names.length - FILES_KEPT)))
    rmSync(`${folder}/${name}`, { force: true })
}

/** Lays down what is due, now and as time goes on; what fell into an outage comes afterwards. */
export function startDropping({ clock, folder, drops, begin, silent }: DropFolder): Cancel {
  rmSync(hidden(folder), { recursive: true, force: true })
  let into = existsSync(folder) || existsSync(placeOf(folder)) ? folder : hidden(folder)
  mkdirSync(into, { recursive: true })
  let done = readPlace(folder, begin, clock.now())
  let busy = false
  let stopped = false
  const layDue = async (now: number): Promise<void> => {
    const due = drops(done, now)
    for (const [i, drop] of due.entries()) {
      if (stopped) return
      writeWhole(`${into}/${drop.name}`, drop.bytes(), drop.at)
      // Of several files of one instant none is passed over when the process dies between them.
      if (due[i + 1]?.at !== drop.at) {
        done = drop.at
        if (into === folder) writeWhole(placeOf(folder), JSON.stringify(done))
      }
      await breathe()
    }
    if (into !== folder) show()
    takeAway(folder)
  }
  const show = () => {
    renameSync(into, folder)
    into = folder
    writeWhole(placeOf(folder), JSON.stringify(done))
  }
  const look = async (): Promise<void> => {
    const now = clock.now()
    if (busy || silent(now)) return
    busy = true
    await layDue(now).finally(() => (busy = false))
  }
  const cancelFirst = clock.at(clock.now(), look)
  const cancel = clock.every(LOOK_EVERY, look)
  return () => {
    stopped = true
    cancelFirst()
    cancel()
  }
}
