import type { PretendCity } from '../city.ts'
import { stream, type Chance } from '../random.ts'
import { categories, categoryOf, CATEGORY_OF_TROUBLE, weights, type Category } from './categories.ts'
import { lifeOfPatrol } from './life.ts'
import { stepsOfEvent, type Draft } from './outlines.ts'
import type { Report, Upgrade } from './report.ts'
import { riderNo, RIDERS, RIDERS_DISTRICT } from './riders.ts'
import { drawPlace, placeOfMatter, siteOf, type Place } from './site.ts'

/** The number that another system gave to what the grid passed up; null when it has none. */
export type LinkFinder = (draft: Draft, chance: Chance) => string | null

const GRID_MEMBERS = 2400

function categoryFor({ kind, matter, reporter }: Draft, chance: Chance): Category | null {
  if (kind === 'patrol') return null
  if (matter !== null) return categoryOf(CATEGORY_OF_TROUBLE[matter.trouble.name]!)
  return reporter === '骑手'
    ? chance.pick(categories.filter(({ riders }) => riders))
    : chance.weighted(categories, weights)
}

function placeFor(city: PretendCity, { matter, reporter }: Draft, chance: Chance): Place {
  if (matter !== null) return placeOfMatter(matter, chance)
  const { towns, townsOf } = city.places
  return drawPlace(city, reporter === '骑手' ? townsOf(RIDERS_DISTRICT) : towns, chance)
}

const noOf = ({ reporter }: Draft, chance: Chance) =>
  reporter === '骑手'
    ? riderNo(chance.int(RIDERS))
    : `WGY-${String(1 + chance.int(GRID_MEMBERS)).padStart(4, '0')}`

const DISPUTE_NUMBERS = 400

function upgradeOf(
  { steps }: Pick<Report, 'steps'>,
  category: Category | null,
  draft: Draft,
  find: LinkFinder,
  chance: Chance,
): Upgrade | null {
  if (category === null || !steps.some(({ status }) => status === 'upgraded')) return null
  const system = category.upgradesTo
  if (system === 'dispute')
    return {
      system,
      no: `MD${draft.reportNo.slice(2, 10)}${String(1 + chance.int(DISPUTE_NUMBERS)).padStart(4, '0')}`,
    }
  return { system, no: system === 'citymgmt' ? find(draft, chance) : null }
}

/** A report's content: the same draft always gives the same. */
export function makeReport(city: PretendCity, draft: Draft, find: LinkFinder): Report {
  const { reportNo, matter } = draft
  const chance = stream(city.seed, 'grid report', reportNo)
  const category = categoryFor(draft, chance)
  const site = siteOf(city, placeFor(city, draft, chance), ['grid', reportNo], chance)
  const words = matter?.trouble.text ?? (category === null ? '巡查无异常' : chance.pick(category.words))
  const steps = draft.kind === 'patrol' ? lifeOfPatrol(draft.reportedAt) : stepsOfEvent(city.seed, draft)
  const others = categories.filter(other => other !== category)
  return {
    ...draft,
    matter: matter?.id ?? null,
    reporterNo: noOf(draft, chance),
    category,
    filedAs: draft.correctedAt === null ? null : chance.pick(others),
    description: category === null ? words : `${site.address ?? site.town.name}:${words}`,
    site,
    steps,
    upgrade: upgradeOf({ steps }, category, draft, find, chance),
  }
}
