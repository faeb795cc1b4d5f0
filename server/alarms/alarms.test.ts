import { expect, test } from 'vitest'
import { createAlarms } from './alarms.ts'

test('[ALM1] (F-56) an alarm is said when it begins, each hour, and when it is over; the figures have it all the while', () => {
  let now = 0
  const said: string[] = []
  const alarms = createAlarms({
    log: (level, about, message) => said.push(`${level} ${about}: ${message}`),
    now: () => now,
  })
  const figures = () => alarms.figures().slice(2)
  alarms.clear('backup')
  expect([said, figures()]).toEqual([[], []])
  for (; now < 9_000_000; now += 60_000) alarms.raise('backup', `none since ${now}`)
  alarms.raise('wal', 'it grows')
  expect(said).toEqual([
    'error backup: none since 0',
    'error backup: none since 3600000',
    'error backup: none since 7200000',
    'error wal: it grows',
  ])
  expect(figures()).toEqual(['liaowang_alarm{name="backup"} 1', 'liaowang_alarm{name="wal"} 1'])
  expect(alarms.raised.get('backup')).toMatchObject({ since: 0, message: 'none since 8940000' })
  alarms.clear('backup')
  alarms.clear('backup')
  expect(said.slice(4)).toEqual(['info backup: it is well again'])
  expect(figures()).toEqual(['liaowang_alarm{name="backup"} 0', 'liaowang_alarm{name="wal"} 1'])
  // The clock was set back: it is said again, not kept back for hours.
  now -= 7_200_000
  alarms.raise('wal', 'it grows')
  expect(said.at(-1)).toBe('error wal: it grows')
})
