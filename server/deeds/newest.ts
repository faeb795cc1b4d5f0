import { readAtOneMoment, type Moment } from '../explain/moment.ts'

/** More open ones than this no city hall has; of the others the newest are told. */
const MOST = 500

export interface Newest {
  /** Without their source, as routes have them. */
  readonly ids: readonly string[]
  readonly seq: number
  readonly now: number
  /** There are more than these. */
  readonly more: boolean
}

/**
 * The newest things of a kind; `few`: of those that something is still to be done with. `source` where the kind has others that
 * nobody works with here.
 */
export async function newestOf(moment: Moment, kind: string, few: boolean, source = ''): Promise<Newest> {
  const from = source === '' ? '' : `${source}/`
  const { answer, seen } = await readAtOneMoment(moment, {
    cell: '',
    queries: () => [
      {
        sql: `SELECT id FROM things WHERE ${few ? 'few = 1 AND' : ''} kind = ? AND row IS NOT NULL AND id >= ? AND id < ? ORDER BY event DESC LIMIT ?`,
        params: [kind, from, `${from}\u{10ffff}`, MOST + 1],
      },
    ],
  })
  const found = (answer.results[0] ?? []) as readonly { readonly id: string }[]
  return {
    ids: found.slice(0, MOST).map(({ id }) => id.slice(id.indexOf('/') + 1)),
    ...{ seq: seen.seq, now: seen.now, more: found.length > MOST },
  }
}
