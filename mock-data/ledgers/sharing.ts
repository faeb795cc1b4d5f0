import { DAY, dayNumber, endOfDay } from '../../shared/calendar/civil.ts'
import { cityDepartment } from '../organisation.ts'
import type { PretendCity } from '../city.ts'
import type { Chance } from '../random.ts'
import { ledgerOf, type Draft, type Head, type LedgerEntry } from './entry.ts'
import { beginnings, type Beginning } from './rolling.ts'

/** PRV-09: the twelve, what is shared in each, and by what it is measured; what cannot be measured says no quantity. */
const SHARED: readonly (readonly [sharing: string, things: readonly string[], unit: string, most: number])[] =
  [
    ['厂房', ['标准厂房', '冷库'], '平方米', 4000],
    ['设备', ['检测设备', '数控机床'], '台时', 400],
    ['人才', ['焊工', '电商运营'], '人', 20],
    ['供应链', ['集采钢材', '包装材料'], '吨', 300],
    ['市场', ['展位'], '个', 12],
    ['渠道', ['直播渠道', '外贸渠道'], '', 0],
    ['资质', ['检测资质', '运输资质'], '', 0],
    ['品牌', ['区域品牌'], '', 0],
    ['场景', ['数字化场景', '试验场地'], '', 0],
    ['政策', ['申报辅导'], '', 0],
    ['人脉', ['行业专家'], '人次', 30],
    ['创意', ['工业设计'], '', 0],
  ]
const firm = (i: number) => `演示企业${String(i + 1).padStart(3, '0')}`
const FIRMS = 90

const office = cityDepartment('营商局').name
const HEAD: Head = { ledger: '十二个共享', theme: '助企纾困', prefix: 'PRV-GX', department: office }
const A_MONTH = { resources: 3, needs: 5 }
/** Of needs, those that find something; the others are withdrawn when their time is over. */
const FOUND = 0.5

interface Wanted {
  readonly draft: Draft & Pick<LedgerEntry, 'number'>
  readonly unit: string
  readonly chance: Chance
}

/** What is offered or wanted, of how much, where and until when; a quantity is in tens of its unit where there is much. */
function wanted(
  city: PretendCity,
  { number, beganAt, chance }: Beginning,
  days: number,
  share: number,
): Wanted {
  const [category, things, unit, most] = chance.pick(SHARED)
  const town = city.places.town(chance)
  const until = endOfDay(dayNumber(beganAt + (days + chance.int(days)) * DAY)) - 999
  const step = most > 100 ? 10 : 1
  const quantity = most === 0 ? null : step * (1 + chance.int(Math.max(1, (share * most) / step)))
  return {
    unit,
    chance,
    draft: {
      ...{ number, title: chance.pick(things), category, party: firm(chance.int(FIRMS)), beganAt },
      ...{ quantity, unit: unit === '' ? null : unit, dueAt: until, town: town.name },
      ...{ district: city.places.districtOf(town.district).name, state: '推进中' },
    },
  }
}

function resources(city: PretendCity, at: number): readonly Wanted[] {
  return beginnings(
    city,
    { ...HEAD, ledger: '十二个共享资源', prefix: `${HEAD.prefix}-Z` },
    A_MONTH.resources,
    at,
  ).map(beginning => {
    const made = wanted(city, beginning, 200, 1)
    return { ...made, draft: { ...made.draft, stage: '资源' } }
  })
}

/** What an office matched by hand: of the same thing, long enough, with as much left. */
function resourceFor(
  need: Wanted,
  offered: readonly Wanted[],
  left: Map<string, number>,
  at: number,
): string | null {
  const fits = offered.find(({ draft }) => {
    if (draft.category !== need.draft.category || draft.title !== need.draft.title) return false
    if (draft.party === need.draft.party || draft.beganAt! > at || draft.dueAt! < at) return false
    return need.draft.quantity === null || (left.get(draft.number) ?? 0) >= need.draft.quantity!
  })
  if (fits === undefined) return null
  left.set(fits.draft.number, (left.get(fits.draft.number) ?? 0) - (need.draft.quantity ?? 0))
  return fits.draft.number
}

const OVER = { state: '已完成', stage: '资源到期' } as const
const OPEN = { state: '推进中', stage: '待匹配' } as const
const WITHDRAWN = { state: '已终止', stage: '已撤回', dueAt: null } as const

/** PRV-09: what one has and what another lacks, of twelve sorts; a match names what it is matched with. */
export function sharing(city: PretendCity, at: number): readonly LedgerEntry[] {
  const offered = resources(city, at)
  const left = new Map(offered.map(({ draft }) => [draft.number, draft.quantity ?? 0]))
  const asked = beginnings(city, { ...HEAD, prefix: `${HEAD.prefix}-X` }, A_MONTH.needs, at)
    .map(beginning => {
      const need = wanted(city, beginning, 120, 0.35)
      const { chance } = need
      const after = (15 + chance.int(60)) * DAY
      return { need, matchedAt: chance.happens(FOUND) ? beginning.beganAt + after : Infinity }
    })
    // In the order in which somebody matched them: what is taken is taken.
    .sort((a, b) => a.matchedAt - b.matchedAt || (a.need.draft.number < b.need.draft.number ? -1 : 1))
  const needs = asked.map(({ need, matchedAt }): Draft => {
    const { draft } = need
    const parent = matchedAt > at ? null : resourceFor(need, offered, left, matchedAt)
    if (parent !== null)
      return { ...draft, parent, stage: '已匹配', state: '已完成', doneAt: matchedAt, dueAt: null }
    return { ...draft, ...(draft.dueAt! < at ? WITHDRAWN : OPEN) }
  })
  return ledgerOf(HEAD, [
    ...offered.map(({ draft }) => (draft.dueAt! < at ? { ...draft, ...OVER, doneAt: draft.dueAt! } : draft)),
    ...needs.sort((a, b) => (a.number! < b.number! ? -1 : 1)),
  ])
}
