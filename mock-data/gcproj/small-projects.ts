import { DAY, fieldsOfDay, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream, type Chance } from '../random.ts'
import { obstacles, projectCode, projectName } from './naming.ts'
import type { Brief, Phase } from './project.ts'
import { ITEMS, STAGES } from './template.ts'

/** So many that about 530 are on their way at any time. */
const BORN_PER_WORKDAY = 2.16
/** None is on its way longer. */
export const LONGEST_DAYS = 900

/** 96 teams to 138 butlers to 88 without (VISUAL), by drawing the amount inside its tier. */
const TIERS = [
  { from: 5000, to: 60_000, weight: 96 },
  { from: 1000, to: 5000, weight: 138 },
  { from: 200, to: 1000, weight: 88 },
] as const
const weights = TIERS.map(tier => tier.weight)

function investment(chance: Chance): number {
  const { from, to } = chance.weighted(TIERS, weights)
  // Small amounts are commoner: uniform in the logarithm.
  return Math.min(to - 1, Math.round(from * (to / from) ** chance.next()))
}

function brief(city: PretendCity, day: number, index: number): Brief {
  const chance = stream(city.seed, 'gcproj', 'small', day, index)
  const town = city.places.town(chance)
  const district = city.places.districtOf(town.district)
  const phase: Phase = chance.weighted(['储备', '新建', '续建'] as const, [30, 50, 20])
  const { year, month } = fieldsOfDay(day)
  const beginsAt = startOfDay(day) + Math.floor(chance.between(0.35, 0.7) * DAY)
  const serial = (day * 7 + index) % 89_000
  return {
    code: projectCode(
      `${String(year).slice(2)}${String(month).padStart(2, '0')}`,
      district.code,
      serial,
      chance,
    ),
    name: projectName(town.name, null, phase, chance),
    owner: `演示企业${String(serial).padStart(5, '0')}`,
    investment: investment(chance),
    projectClass: null,
    phase,
    district,
    town,
    park: chance.happens(0.1) ? '首山经开区' : null,
    landMu: 5 + chance.int(80),
    stages: STAGES,
    items: ITEMS,
    listedAt: beginsAt,
    beginsAt,
    obstacles: obstacles(chance),
    construction: chance.between(60, 260),
  }
}

/** Those whose first application was made on a day. */
export function smallProjectsOf(city: PretendCity, day: number): Brief[] {
  const mean = city.calendar.isWorkday(day) ? BORN_PER_WORKDAY : 0
  const born = stream(city.seed, 'gcproj', 'born', day).poisson(mean)
  return Array.from({ length: born }, (_, index) => brief(city, day, index))
}
