import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { AuditContent, AuditFilter, AuditPage, AuditRow } from '../../shared/audit/record.ts'

const PAGE = 100
const LINES = 500

export type AuditQuestion =
  | { readonly type: 'page'; readonly filter: AuditFilter; readonly cursor: string | null }
  | { readonly type: 'one'; readonly n: number }
  | { readonly type: 'lines'; readonly filter: AuditFilter; readonly after: number }
  | { readonly type: 'span' }

/** As it stands in the file, for exports and copies. */
export interface AuditLine {
  readonly n: number
  readonly line: string
  readonly hash: string
}

export interface AuditSpan {
  /** First and last record, 0 where there is none; and the time of the first. */
  readonly first: number
  readonly last: number
  readonly since: string | null
}

export interface AuditAnswers {
  readonly page: AuditPage
  readonly one: AuditRow | null
  /** In the order of the chain. */
  readonly lines: readonly AuditLine[]
  readonly span: AuditSpan
}

export function answerOf(db: DatabaseSync, question: AuditQuestion): AuditAnswers[AuditQuestion['type']] {
  switch (question.type) {
    case 'page':
      return pageOf(db, question.filter, question.cursor)
    case 'one':
      return oneOf(db, question.n)
    case 'lines':
      return linesOf(db, question.filter, question.after)
    case 'span':
      return spanOf(db)
  }
}

type Condition = readonly [sql: string, ...params: SQLInputValue[]]

/** What is behind the last that was shown; of one that cannot be read its place only: those stand behind all others. */
const CURSOR = /^(.{1,300})?~(\d{1,15})$/

/** Whether it is one that a page gave. */
export const isCursor = (text: string): boolean => CURSOR.test(text)

function pageOf(db: DatabaseSync, filter: AuditFilter, cursor: string | null): AuditPage {
  const conditions = conditionsOf(filter)
  const { readable, broken } = behind(cursor)
  const shown = readable === null ? [] : select(db, [...conditions, ...readable], 'at DESC, n DESC', PAGE + 1)
  const rest = select(db, [...conditions, ...broken], 'n DESC', PAGE + 1 - shown.length)
  const found = [...shown, ...rest]
  const rows = found.slice(0, PAGE).map(rowOf)
  const last = found.length > PAGE ? rows[rows.length - 1] : undefined
  return { rows, next: last === undefined ? null : `${last.content?.at ?? ''}~${last.n}` }
}

interface Behind {
  /** Null: all of them were shown. */
  readonly readable: readonly Condition[] | null
  readonly broken: readonly Condition[]
}

function behind(cursor: string | null): Behind {
  const [readable, broken]: [Condition[], Condition[]] = [[['at IS NOT NULL']], [['at IS NULL']]]
  if (cursor === null) return { readable, broken }
  const [, at, n] = CURSOR.exec(cursor) ?? []
  return at === undefined
    ? { readable: null, broken: [...broken, ['n < ?', Number(n)]] }
    : { readable: [...readable, ['(at, n) < (?, ?)', at, Number(n)]], broken }
}

const oneOf = (db: DatabaseSync, n: number): AuditRow | null =>
  select(db, [['n = ?', n]], 'n', 1).map(rowOf)[0] ?? null

export const linesOf = (db: DatabaseSync, filter: AuditFilter, after: number): readonly AuditLine[] =>
  select(db, [['n > ?', after], ...conditionsOf(filter)], 'n', LINES)

function spanOf(db: DatabaseSync): AuditSpan {
  const found = db
    .prepare(
      'SELECT coalesce(min(n), 0) AS first, coalesce(max(n), 0) AS last, (SELECT at FROM records ORDER BY n LIMIT 1) AS since FROM records',
    )
    .get()
  return found as unknown as AuditSpan
}

function select(db: DatabaseSync, conditions: readonly Condition[], order: string, most: number) {
  const where = ['TRUE', ...conditions.map(([sql]) => sql)].join(' AND ')
  const params = conditions.flatMap(([, ...given]) => given)
  const found = db
    // eslint-disable-next-line no-restricted-syntax -- conditions and orders are those of this file; what is looked for is bound
    .prepare(`SELECT n, line, hash FROM records WHERE ${where} ORDER BY ${order} LIMIT ?`)
    .all(...params, most)
  return found as unknown as AuditLine[]
}

function conditionsOf({ actor, action, object, outcome, address, from, to }: AuditFilter): Condition[] {
  const list: Condition[] = []
  if (actor !== undefined) list.push(['(actor_id = ? OR actor_name = ?)', actor, actor])
  if (action !== undefined) list.push(beginsOrIs('action', action))
  if (object !== undefined) list.push(beginsOrIs('object', object))
  if (outcome !== undefined) list.push(['outcome = ?', outcome])
  if (address !== undefined) list.push(['address = ?', address])
  if (from !== undefined) list.push(['at >= ?', from])
  if (to !== undefined) list.push(['at < ?', to])
  return list
}

/** As a range: that is what an index can find. */
const beginsOrIs = (column: string, text: string): Condition =>
  /[./]$/.test(text)
    ? [`${column} >= ? AND ${column} < ?`, text, `${text}\u{10ffff}`]
    : [`${column} = ?`, text]

function rowOf({ n, line, hash }: AuditLine): AuditRow {
  return { n, hash, content: contentOf(line) }
}

/** Null: somebody has changed the line so that it is none any more. */
export function contentOf(line: string): AuditContent | null {
  try {
    return JSON.parse(line) as AuditContent
  } catch {
    return null
  }
}
