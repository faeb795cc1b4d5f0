import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cityTime, type ClockSetting } from '../../shared/calendar/city-clock.ts'

export interface CityClock {
  readonly now: () => number
  readonly speed: number
  /** The machine instant at which a moved clock showed its start; those who share it show the same time. */
  readonly anchor: number
}

/**
 * The city's time. A moved clock keeps its anchor in the data folder: it goes on over a restart, as time does, and does
 * not jump back behind what the journal has seen.
 */
export function openCityClock(setting: ClockSetting, dataDir: string, machineNow: () => number): CityClock {
  if (setting.type === 'real') return { now: machineNow, speed: 1, anchor: 0 }
  const file = join(dataDir, 'clock.json')
  const kept = keptAnchor(file, setting)
  const anchor = kept ?? machineNow()
  // One that is kept is not written again: on a full disk nothing would be left of it.
  if (kept === null) writeFileSync(file, JSON.stringify({ setting, anchor }))
  return { now: () => cityTime(setting, anchor, machineNow()), speed: setting.speed, anchor }
}

function keptAnchor(file: string, setting: ClockSetting): number | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const kept = JSON.parse(text) as { setting: ClockSetting; anchor: number }
  return JSON.stringify(kept.setting) === JSON.stringify(setting) ? kept.anchor : null
}
