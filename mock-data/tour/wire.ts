import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { isoSeconds } from '../time-text.ts'
import type { SiteMinute } from './model.ts'
import { gateFault, type GateFault } from './gates.ts'

/** A gate's counter, before it began at 0 again: what a minute's difference then falls by. */
const COUNTED_BEFORE = 48_000
/** So many fewer than nobody are inside, by gates that missed some who came. */
const MISSED = 4

function countsOf({ entered, left, inPark }: SiteMinute, fault: GateFault | null) {
  switch (fault) {
    case 'backwards':
      return { entered: 0 - entered, left: 0 - left, inPark }
    case 'reset':
      return { entered: entered - COUNTED_BEFORE, left: left - COUNTED_BEFORE, inPark }
    case 'missed':
      return { entered, left, inPark: inPark - MISSED }
    case null:
      return { entered, left, inPark }
  }
}

/** A9: the system that adds the gates up is being mended. */
const isUnknown = ({ anomalies }: PretendCity, { site, at }: SiteMinute): boolean =>
  anomalies.hits('A9', ['tour', site.code, Math.floor(at / HOUR)])

/** A minute as the gates tell it. */
export function minuteJson(city: PretendCity, minute: SiteMinute) {
  const { site, at, today } = minute
  const { entered, left, inPark } = countsOf(minute, gateFault(city, minute))
  return {
    siteCode: site.code,
    siteName: site.name,
    districtCode: site.district,
    townCode: site.town,
    minute: isoSeconds(at),
    in: entered,
    out: left,
    inPark: isUnknown(city, minute) ? null : inPark,
    capacity: site.capacity,
    today,
  }
}

export type MinuteJson = ReturnType<typeof minuteJson>

export const minuteId = ({ site, at }: SiteMinute): string => `${site.code}-${at / MINUTE}`
