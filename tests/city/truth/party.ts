import { PARTY_SHARES } from '../../party-shares.ts'
import { dayNumber, MINUTE } from '../../../shared/calendar/civil.ts'
import { matterState } from '../../../mock-data/party/chain.ts'
import { keptSince } from '../../../mock-data/party/model.ts'
import { count, expecting, sum, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Told anew every month; what happens in the grids, every minute. */
const MONTHLY: Way = { feeds: ['party-org'], behindMs: 0, goesOn: false }
const GRIDS: Way = { feeds: ['party-whistles', 'party-duties'], behindMs: 2 * MINUTE, goesOn: true }
const CHAIN: Way = { feeds: ['party-chain-matters'], behindMs: 2 * MINUTE, goesOn: true }

/** 党建引领: counts and organisations. */
export function partyExpectations({ party }: UpstreamTruth): readonly Expected[] {
  return [...tree(party), ...members(party), ...quotas(party), ...grids(party), ...chain(party)]
}

type Party = UpstreamTruth['party']

function tree({ organisations, units }: Party): readonly Expected[] {
  const is = expecting(MONTHLY)
  const branches = organisations.filter(({ type }) => type === '党支部')
  const committees = ['市委', '区县委', '系统党委', '街镇党委', '基层党委']
  return [
    is('party.orgs', () => organisations.length),
    is('party.members', () => sum(units, unit => unit.members)),
    is('party.committees', () => count(organisations, ({ type }) => committees.includes(type))),
    is('party.committees.town', () => count(organisations, ({ type }) => type === '街镇党委')),
    is('party.general', () => count(organisations, ({ type }) => type === '党总支')),
    is('party.branches', () => branches.length),
    is('party.rectifying', () => count(branches, ({ rectifying }) => rectifying)),
    ...units.map(({ code }) =>
      is('party.branches.unit', () => count(branches, ({ unit }) => unit === code), [code]),
    ),
  ]
}

function members({ members: counts, units }: Party): readonly Expected[] {
  const is = expecting({ ...MONTHLY, feeds: ['party-members'] })
  const all = sum(units, unit => unit.members)
  return Object.entries(PARTY_SHARES).map(([name, keys]) =>
    is(`party.member.${name}`, () => sum(counts, each => (keys.includes(each.key) ? each.count : 0)) / all),
  )
}

function quotas({ coverage, activities }: Party): readonly Expected[] {
  const covered = expecting({ ...MONTHLY, feeds: ['party-coverage'] })
  const done = expecting({ ...MONTHLY, feeds: ['party-activity'] })
  const kinds = [...new Set(coverage.map(({ kind }) => kind))]
  /** Written at six in the evening: in the morning the last one is yesterday's. */
  const yesterday = (at: number) => activities(dayNumber(at) - 1)
  const lives = [...new Set(activities(dayNumber(0)).map(({ kind }) => kind))]
  return [
    ...kinds.map(name => {
      const of = coverage.filter(({ kind }) => kind === name)
      return covered('party.coverage', () => [sum(of, each => each.built), sum(of, each => each.due)], [name])
    }),
    ...lives.map(name =>
      done(
        'party.activity.month',
        at => {
          const of = yesterday(at).filter(({ kind }) => kind === name)
          return [sum(of, each => each.done), sum(of, each => each.due)]
        },
        [name],
      ),
    ),
  ]
}

function grids({ whistlesOfDay, dutiesOfDay, organisations }: Party): readonly Expected[] {
  const is = expecting(GRIDS)
  const inTowns = count(organisations, ({ type, parent }) => type === '党支部' && parent!.startsWith('T'))
  const whistles = (at: number) => whistlesOfDay(dayNumber(at)).filter(({ whistleAt }) => whistleAt <= at)
  const onDuty = (at: number) =>
    count(dutiesOfDay(dayNumber(at)), ({ since, until }) => since <= at && at < until)
  const has = (instant: number | null, at: number) => instant !== null && instant <= at
  return [
    is('party.branches.grid', () => inTowns),
    is('party.whistle.today', at => whistles(at).length),
    is('party.whistle.reported.today', at => count(whistles(at), each => has(each.reportAt, at))),
    is('party.whistle.done.today', at => count(whistles(at), each => has(each.doneAt, at))),
    is('party.duty.now', at => [onDuty(at), inTowns]),
  ]
}

const LIGHTS = { green: 'done', yellow: 'in_progress', red: 'overdue' } as const

/** Of what is done the system keeps five weeks. */
function chain({ matters }: Party): readonly Expected[] {
  const kept = (at: number) => matters(at).filter(({ doneAt }) => doneAt >= keptSince(at))
  return Object.entries(LIGHTS).map(([light, state]) =>
    expecting(CHAIN)(
      'party.chain.light',
      at => count(kept(at), matter => matterState(matter, at) === state),
      [light],
    ),
  )
}
