/** What people leave out when they say a town's name. 满族乡 first: it also ends in 乡. */
const TOWN_SUFFIX = /(街道|满族乡|镇|乡)$/
const OFFICE_OF_RESIDENTS = /(居民委员会|居民委员|居委会)$/
const OFFICE_OF_VILLAGERS = /(村民委员会|村民委员|村委会)$/

/**
 * Names short enough for a map tile, in the order given. Where two towns would end up alike, both keep enough to be told
 * apart: a 街道 keeps 街, the others their whole name (安平街, 安平乡).
 */
export function shortTownNames(names: readonly string[]): string[] {
  const bare = names.map(name => name.replace(TOWN_SUFFIX, ''))
  const times = new Map<string, number>()
  for (const name of bare) times.set(name, (times.get(name) ?? 0) + 1)
  return names.map((name, i) => {
    const short = bare[i]!
    if (short !== '' && times.get(short) === 1) return short
    return name.endsWith('街道') ? name.slice(0, -1) : name
  })
}

/** 安居社区居民委员会 -> 安居社区, 前杜村民委员会 -> 前杜村. */
export function shortCommunityName(name: string): string {
  if (OFFICE_OF_VILLAGERS.test(name)) return name.replace(OFFICE_OF_VILLAGERS, '') + '村'
  const residents = name.replace(OFFICE_OF_RESIDENTS, '')
  return residents.endsWith('社区') || residents === name ? residents : residents + '社区'
}

/** The ways in which upstream systems write a community: the published name, the short one and the two usual abbreviations. */
export function communitySpellings(name: string): string[] {
  const short = shortCommunityName(name)
  const office = short.endsWith('村') ? short.slice(0, -1) + '村委会' : short + '居委会'
  return [...new Set([name, short, office])]
}

/** Blanks inside and around a place name carry nothing. */
export const tidyName = (name: string): string => name.replace(/\s+/g, '')
