import { NETS, type Net } from '../../shared/model/documents.ts'
import type { SceneLink } from './scene-link.ts'

/** The scenes of one 一网; `null`: those that stand above all three. */
export interface NetGroup {
  readonly net: Net | null
  readonly links: readonly SceneLink[]
}

/** First what stands above, then the three in their order; what has no scene is left out. */
export const groupsOf = (links: readonly SceneLink[]): readonly NetGroup[] =>
  [null, ...NETS]
    .map(net => ({ net, links: links.filter(link => (link.net ?? null) === net) }))
    .filter(group => group.links.length > 0)

/** What the navigation of one 一网 offers: its scenes, what stands above, and where one is. */
export const linksIn = (
  links: readonly SceneLink[],
  net: Net | null,
  current: string,
): readonly SceneLink[] =>
  net === null
    ? links
    : links.filter(link => link.net === net || link.net === undefined || link.id === current)

/** The tabs of a phone for scenes: the first, and one that asks to be there; without any the one after the first. */
export function tabsOf(links: readonly SceneLink[]): readonly SceneLink[] {
  const [first, second] = links
  const asked = links.find(link => link.tab === true && link !== first) ?? second
  return [first, asked].flatMap(link => link ?? [])
}
