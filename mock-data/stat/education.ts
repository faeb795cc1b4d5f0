import type { PretendCity } from '../city.ts'
import { apportion, stream } from '../random.ts'
import type { Period } from './period.ts'
import { count, withTotal, words, type Table, type Value } from './table.ts'

/** What the city had at the end of 2025, invented; a year earlier there were a few more of the small and fewer of the old. */
export const SCHOOLS = [
  { level: '幼儿园', schools: 318, places: 46_800, pupils: 33_900, teachers: 3120, aYear: -0.07 },
  { level: '小学', schools: 164, places: 88_400, pupils: 71_600, teachers: 6480, aYear: -0.03 },
  { level: '初中', schools: 71, places: 46_200, pupils: 39_700, teachers: 4150, aYear: 0.02 },
  { level: '高中', schools: 22, places: 27_600, pupils: 24_300, teachers: 2210, aYear: 0.01 },
  { level: '中职', schools: 12, places: 17_900, pupils: 12_800, teachers: 1090, aYear: -0.01 },
] as const
const OF = 2025

const COLUMNS = [
  words('地区'),
  words('学段'),
  count('学校', '所'),
  count('学位', '个'),
  count('在校生', '人'),
  count('专任教师', '人'),
]

/** Schools, places and pupils of each level by district, once a year (IOC-17). */
export function educationTable({ seed, places }: PretendCity, period: Period): Table {
  const years = period.year - OF
  const weights = places.districts.map(({ code }) =>
    places.townsOf(code).reduce((sum, town) => sum + places.weightOf(town.code), 0),
  )
  const rows = SCHOOLS.flatMap(({ level, aYear, ...all }): Value[][] => {
    const chance = stream(seed, 'stat education', level)
    const own = weights.map(weight => weight * chance.between(0.85, 1.15))
    const shares = [all.schools, all.places, Math.round(all.pupils * (1 + aYear * years)), all.teachers].map(
      total => apportion(total, own),
    )
    return places.districts.map(({ name }, i) => [name, level, ...shares.map(share => share[i]!)])
  })
  return withTotal(COLUMNS, rows, '合计')
}
