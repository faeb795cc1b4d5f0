import { SYSTEMS, TAGS, type Tag } from '../../../mock-data/park/tags.ts'
import { MINUTE } from '../../../shared/calendar/civil.ts'
import { count, expecting, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Pushed, what does not change once a minute. */
const wayOf = (system: string): Way => ({ feeds: [`park-${system}`], behindMs: 1.5 * MINUTE, goesOn: true })

/** Said at once, and over by the clock of nobody else. */
const LINKAGE: Way = { feeds: ['park-linkage', 'park-linkage-answers'], behindMs: 1.5 * MINUTE, goesOn: true }
/** None lasts longer. */
const LONGEST = 120 * MINUTE

/** 智慧园区: what its gateway forwards, by system. */
export function parkExpectations({ park }: UpstreamTruth): readonly Expected[] {
  const isBeyond = (tag: Tag, at: number): boolean => {
    const said = park.tagAt(tag, at)
    if (said === null || said.quality === 'bad' || tag.wrong === null) return false
    const [least, most] = tag.wrong
    return said.value >= least && said.value <= most
  }
  const transmitters = SYSTEMS.filter(system => system !== 'vehicles')
  return [
    ...transmitters.map(system =>
      expecting(wayOf(system))(`park.${system}.alarms`, at =>
        count(TAGS, tag => tag.system === system && isBeyond(tag, at)),
      ),
    ),
    expecting(LINKAGE)('park.linkage.open', at =>
      count(park.linkage.alarms(at - LONGEST, at), ({ to }) => to > at),
    ),
    expecting(wayOf('vehicles'))('park.vehicles.inside', at => park.vehicles.inside(at - MINUTE)),
  ]
}
