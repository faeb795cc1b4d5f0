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

/** Things whose ids, without their source, begin so. */
interface Named {
  readonly source: string
  readonly prefix: string
}

/**
 * The newest things of a kind; `few`: of those that something is still to be done with. `named` where the kind has others that
 * nobody works with here.
 */
export async function newestOf(
  moment: Moment,
  kind: string,
  few: boolean,
  named: Named | null = null,
): Promise<Newest> {
  const from = named === null ? '' : `${named.source}/${named.prefix}`
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
