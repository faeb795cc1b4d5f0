/** A row of the ledger of sharing: what somebody needs, or what somebody has and shares. */
export interface Sharing {
  readonly id: string
  readonly number: string
  /** Which of the twelve. */
  readonly sharing: string
  /** What exactly; '' where nobody said. */
  readonly thing: string
  readonly party: string
  /** An area code; '' where nobody said. */
  readonly area: string
  readonly quantity: number | null
  readonly unit: string
  /** When it is needed, or can be had. */
  readonly from: number | null
  readonly until: number | null
}

/** How near the two are. */
export type Nearness = 'town' | 'district' | 'city'
/** What stands in the way, the one that comes soonest first. */
export const OBSTACLES = ['sharing', 'thing', 'time', 'amount'] as const
export type Obstacle = (typeof OBSTACLES)[number]

export interface Candidate {
  readonly resource: Sharing
  readonly near: Nearness
  /** What is left of it; null where nobody said how much there is. */
  readonly left: number | null
  /** Until when both last; null: nobody said of either. */
  readonly until: number | null
}

export interface Answer {
  readonly need: Sharing
  readonly candidates: readonly Candidate[]
  /** Of a need without a candidate: the last thing that fails, in the order in which they are asked. */
  readonly lacks: Obstacle | null
}

/** How much of a resource was matched before, by its number, in the unit of the resource. */
export type Taken = ReadonlyMap<string, number>

const NEAR: readonly Nearness[] = ['town', 'district', 'city']
const TOWN_DIGITS = 9
const DISTRICT_DIGITS = 6

/** Which resources could meet each need, and why (PRV-09). */
export function matched(
  needs: readonly Sharing[],
  resources: readonly Sharing[],
  taken: Taken,
  now: number,
): readonly Answer[] {
  return needs.map(need => {
    const tried = resources
      .filter(({ party }) => party === '' || party !== need.party)
      .map(resource => ({ resource, fails: obstacleOf(need, resource, taken, now) }))
    const candidates = tried
      .filter(({ fails }) => fails === null)
      .map(({ resource }) => candidateOf(need, resource, taken))
      .sort(better)
    return { need, candidates, lacks: candidates.length > 0 ? null : nearestMiss(tried) }
  })
}

function obstacleOf(need: Sharing, resource: Sharing, taken: Taken, now: number): Obstacle | null {
  if (need.sharing !== resource.sharing) return 'sharing'
  if (need.thing !== '' && resource.thing !== '' && need.thing !== resource.thing) return 'thing'
  const from = Math.max(now, need.from ?? now, resource.from ?? now)
  if (from > (untilOf(need, resource) ?? Infinity)) return 'time'
  return isEnough(need, resource, taken) ? null : 'amount'
}

function isEnough(need: Sharing, resource: Sharing, taken: Taken): boolean {
  const left = leftOf(resource, taken)
  if (left === null) return true
  if (left <= 0) return false
  if (need.quantity === null) return true
  return need.unit === resource.unit && left >= need.quantity
}

const leftOf = ({ number, quantity }: Sharing, taken: Taken): number | null =>
  quantity === null ? null : quantity - (taken.get(number) ?? 0)

function untilOf(need: Sharing, resource: Sharing): number | null {
  const ends = [need.until, resource.until].filter(each => each !== null)
  return ends.length === 0 ? null : Math.min(...ends)
}

const candidateOf = (need: Sharing, resource: Sharing, taken: Taken): Candidate => ({
  resource,
  near: nearnessOf(need.area, resource.area),
  left: leftOf(resource, taken),
  until: untilOf(need, resource),
})

function nearnessOf(a: string, b: string): Nearness {
  const same = (digits: number) =>
    a.length >= digits && b.length >= digits && a.slice(0, digits) === b.slice(0, digits)
  if (same(TOWN_DIGITS)) return 'town'
  return same(DISTRICT_DIGITS) ? 'district' : 'city'
}

function better(a: Candidate, b: Candidate): number {
  const near = NEAR.indexOf(a.near) - NEAR.indexOf(b.near)
  const spare = (a.left ?? Infinity) - (b.left ?? Infinity)
  return near || (Number.isNaN(spare) ? 0 : spare) || (a.resource.number < b.resource.number ? -1 : 1)
}

function nearestMiss(tried: readonly { readonly fails: Obstacle | null }[]): Obstacle {
  const farthest = Math.max(0, ...tried.map(({ fails }) => (fails === null ? 0 : OBSTACLES.indexOf(fails))))
  return OBSTACLES[farthest]!
}
