import type { AreasDocument } from './document.ts'
import { communitySpellings, shortTownNames, tidyName } from './names.ts'

interface PlaceNames {
  /**
   * The statistical code (6, 9 or 12 digits) of a name or alias; null where it is unknown or could mean several places. `within`, a
   * code or a name, tells apart places of the same name.
   */
  codeOf(name: string, within?: string): string | null
}

/** Another name of a place. */
interface Alias {
  readonly name: string
  readonly code: string
}

/** 6 digits name the city or a district, 9 a town, 12 a community: the length of a code is its level. */
type CodesByName = ReadonlyMap<string, readonly string[]>

/**
 * From what people write to a statistical code. A name is looked for from the widest level inwards, so that 首山 is the town and
 * not a village in it; aliases only where no place bears the name. Two places of one level under one name mean nothing until
 * `within` tells them apart: a wrong place is worse than none.
 */
export function placeNames(document: AreasDocument, aliases: readonly Alias[] = []): PlaceNames {
  const city = document.city.code
  const published = publishedNames(document)
  const others = aliasNames([...document.aliases, ...aliases])
  const outerCodes = new Map(
    [document.city, ...document.districts, ...document.towns].map(area => [area.name, area.code]),
  )

  const isWithin = (code: string, outer: string) => outer === city || code.startsWith(outer)

  const find = (name: string, outer: string): string | null => {
    for (const codes of [published, others]) {
      const candidates = (codes.get(name) ?? []).filter(code => isWithin(code, outer))
      const widest = Math.min(...candidates.map(code => code.length))
      const [only, ...others] = candidates.filter(code => code.length === widest)
      if (only !== undefined) return others.length === 0 ? only : null
    }
    return findBehindOuterName(name, outer)
  }

  /** 白塔区文圣街道安居社区: what follows the full name of a wider place is looked for inside that place. */
  const findBehindOuterName = (name: string, outer: string): string | null => {
    for (let end = name.length - 1; end > 1; end--) {
      const wider = outerCodes.get(name.slice(0, end))
      if (wider === undefined || !isWithin(wider, outer)) continue
      const found = find(name.slice(end), wider)
      if (found !== null) return found
    }
    return null
  }

  return {
    codeOf: (name, within) => {
      const outer =
        within === undefined ? city : (codeWithoutFill(tidyName(within)) ?? find(tidyName(within), city))
      return outer === null ? null : find(tidyName(name), outer)
    },
  }
}

/** 211002016000 -> 211002016; null where the text is no code. */
function codeWithoutFill(text: string): string | null {
  return /^\d{6}(\d{3}){0,2}$/.test(text) ? text.replace(/^(\d{6}(?:\d{3})??)(000)+$/, '$1') : null
}

function publishedNames(document: AreasDocument): CodesByName {
  const shortNames = shortTownNames(document.towns.map(t => t.name))
  return collect([
    ...[document.city, ...document.districts, ...document.towns].map(
      ({ name, code }) => [name, code] as const,
    ),
    ...document.towns.map(({ code }, i) => [shortNames[i]!, code] as const),
    ...document.communities.flatMap(({ name, code }) =>
      communitySpellings(name).map(s => [s, code] as const),
    ),
  ])
}

const aliasNames = (aliases: readonly Alias[]): CodesByName =>
  collect(aliases.map(({ name, code }) => [tidyName(name), code] as const))

function collect(entries: readonly (readonly [name: string, code: string])[]): CodesByName {
  const codes = new Map<string, string[]>()
  for (const [name, code] of entries) {
    const known = codes.get(name)
    if (known === undefined) codes.set(name, [code])
    else if (!known.includes(code)) known.push(code)
  }
  return codes
}
