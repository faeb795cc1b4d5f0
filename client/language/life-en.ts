import type { Messages } from './say.ts'

export const lifeEn: Pick<Messages, 'warning' | 'alarms'> = {
  warning: {
    unknown: 'level unknown',
    left: '{span} left',
    cancelled: 'cancelled {time}',
    expired: 'over {time}',
    issued: 'issued {time}',
    updated: 'update {n}, {time}',
    none: 'No warning is in force',
    wholeCity: 'whole city',
    label: '{level} warning of {hazard}, {area}, {left}',
  },
  alarms: { alarm: 'alarm', outside: 'outside limits', none: 'No alarm now', sign: 'device alarm' },
}
