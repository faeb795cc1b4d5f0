import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { AuditFault, Verdict } from '../../shared/audit/verdict.ts'
import { anchorLines, anchorsOf, expectedLines, isGenuineAnchor, isGenuineSeal, sealsOf } from './anchors.ts'
import { auditFiles, type AuditFiles } from './files.ts'
import { readHead, type Head } from './head.ts'
import { readKey, type AuditKey } from './keys.ts'
import { NO_HASH } from './line.ts'
import { damageOf, schemaFaults } from './soundness.ts'
import { startWalk, type FoundRow, type Note, type Walk } from './walk.ts'

const MOST_FAULTS = 1_000

/** Nothing can be said of it: a file is not there. */
export class VerifyError extends Error {
  override readonly name = 'VerifyError'
}

export interface VerifyParts {
  readonly now: () => number
  /** Monotonic milliseconds. */
  readonly clock: () => number
  /** Where the key is, if not in the folder. */
  readonly keyFile?: string | null
}

/** Checks all there is, in this thread: `verifyAudit` does it beside it. The server may go on writing meanwhile. */
export function verifyFiles(folder: string, { now, clock, keyFile }: VerifyParts): Verdict {
  const [at, begin] = [now(), clock()]
  const files = auditFiles(folder, keyFile)
  for (const file of [files.records, files.key])
    if (!existsSync(file)) throw new VerifyError(`${file} is not there: nothing can be verified`)
  const key = readKey(files.key)
  // These first: whoever writes meanwhile writes the record before them.
  const [head, lines] = [readHead(files.head, key), anchorLines(files.anchors)]
  const faults: AuditFault[] = []
  let faultCount = 0
  const note: Note = fault => {
    if (++faultCount <= MOST_FAULTS) faults.push(fault)
  }
  const found = check({ files, key, head, lines, note })
  return {
    ...{ isIntact: faultCount === 0, at, ms: Math.round(clock() - begin), key: key.id },
    ...{ ...found, faults, faultCount },
  }
}

interface Found {
  readonly files: AuditFiles
  readonly key: AuditKey
  readonly head: ReturnType<typeof readHead>
  readonly lines: readonly string[]
  readonly note: Note
}

type Counts = Pick<Verdict, 'records' | 'first' | 'last' | 'anchors'>

function check({ files, key, head, lines, note }: Found): Counts {
  const db = new DatabaseSync(files.records, { readOnly: true, timeout: 5_000 })
  try {
    db.exec('BEGIN')
    schemaFaults(db, note)
    damageOf(db, note)
    const start = startOf(db, key, note)
    const awaited = awaitedHashes(db, key, head, note)
    const walk = walkAll(db, start, key, note, awaited)
    for (const [n, wanted] of awaited)
      if (n > walk.last.n)
        for (const { say } of wanted) say({ kind: 'missing', from: walk.last.n + 1, to: n })
    compareLines(db, lines, note)
    return { records: walk.records, first: walk.first, last: walk.last.n, anchors: anchorsOf(db).length }
  } catch (error) {
    note({ kind: 'file', from: null, to: null, what: `the file cannot be read on: ${String(error)}` })
    return { records: 0, first: 0, last: 0, anchors: 0 }
  } finally {
    db.close()
  }
}

/** Where the records begin: behind the last seal. */
function startOf(db: DatabaseSync, key: AuditKey, note: Note): Head {
  const seals = sealsOf(db)
  for (const seal of seals)
    if (!isGenuineSeal(key, seal))
      note({ kind: 'seal', from: seal.n, to: seal.n, what: 'the seal is not signed with this key' })
  return seals[seals.length - 1] ?? { n: 0, hash: NO_HASH }
}

interface Awaited {
  readonly hash: string
  say(over?: Partial<AuditFault>): void
}

/** What anchors and the head say of the records at their places. */
function awaitedHashes(
  db: DatabaseSync,
  key: AuditKey,
  head: ReturnType<typeof readHead>,
  note: Note,
): Map<number, Awaited[]> {
  const awaited = new Map<number, Awaited[]>()
  const add = (n: number, one: Awaited) => awaited.set(n, [...(awaited.get(n) ?? []), one])
  let behind = 0
  for (const anchor of anchorsOf(db)) {
    const { day, n, hash } = anchor
    const from = behind + 1
    const fault = { kind: 'anchor', from: Math.min(from, n), to: n } as const
    if (isGenuineAnchor(key, anchor)) {
      const what = `the records are not those that the anchor of ${day} was set upon`
      add(n, { hash, say: over => note({ ...fault, what, ...over }) })
      behind = n
    } else note({ ...fault, what: `the anchor of ${day} is not signed with this key` })
  }
  headFault(db, head, note)
  if (head !== null && head !== 'forged') {
    const what = 'the last records are not those that were written last'
    const fault = { kind: 'head', from: head.n, to: head.n, what } as const
    add(head.n, { hash: head.hash, say: over => note({ ...fault, ...over }) })
  }
  return awaited
}

function headFault(db: DatabaseSync, head: ReturnType<typeof readHead>, note: Note): void {
  const has = (db.prepare('SELECT EXISTS (SELECT 1 FROM records) AS has').get() as { has: number }).has === 1
  const fault = { kind: 'head', from: null, to: null } as const
  if (head === 'forged') note({ ...fault, what: 'audit-head was not written by this server with this key' })
  if (head === null && has) note({ ...fault, what: 'audit-head is gone: records may be missing at the end' })
}

function walkAll(
  db: DatabaseSync,
  start: Head,
  key: AuditKey,
  note: Note,
  awaited: ReadonlyMap<number, readonly Awaited[]>,
): Walk {
  const walk = startWalk(start, key, note)
  const compare = ({ n, hash }: Head) => {
    for (const each of awaited.get(n) ?? []) if (each.hash !== hash) each.say()
  }
  compare(start)
  const rows = db.prepare('SELECT n, CAST(line AS BLOB) AS line, hash, mac FROM records ORDER BY n').iterate()
  for (const row of rows as Iterable<unknown>) {
    walk.step(row as FoundRow)
    compare(walk.last)
  }
  return walk
}

/** The file that is carried off has what the database has: no line more, none less. Half a line is one that found no room. */
function compareLines(db: DatabaseSync, lines: readonly string[], note: Note): void {
  const [there, expected] = [new Set(lines), expectedLines(db)]
  const fault = { kind: 'anchor', from: null, to: null } as const
  for (const line of expected)
    if (!there.has(line)) note({ ...fault, what: `audit-anchors.log lacks the line: ${line}` })
  const wanted = new Set(expected)
  for (const line of there)
    if (!wanted.has(line) && !expected.some(each => each.startsWith(line)))
      note({ ...fault, what: `audit-anchors.log has a line of which the records know nothing: ${line}` })
}
