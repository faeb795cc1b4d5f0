import { parseInstant } from './instant.ts'

/** `real`, or where the city's time starts and how fast it goes. */
export type ClockSetting =
  | { readonly type: 'real' }
  | { readonly type: 'moved'; readonly start: number; readonly speed: number }

const FASTEST = 3600

/** Reads `real` or `<ISO start>@<speed>`; a start without offset is China time. null when it is neither. */
export function parseClock(text: string): ClockSetting | null {
  if (text === 'real') return { type: 'real' }
  const at = text.lastIndexOf('@')
  const start = at === -1 ? null : parseInstant(inChina(text.slice(0, at)))
  const factor = text.slice(at + 1)
  const speed = /^\d{1,4}(\.\d{1,3})?$/.test(factor) ? Number(factor) : 0
  return start === null || speed <= 0 || speed > FASTEST ? null : { type: 'moved', start, speed }
}

function inChina(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T00:00:00+08:00`
  return /(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}+08:00`
}

/** City time at a machine instant. `anchor`: the machine instant at which a moved clock showed its start. */
export const cityTime = (setting: ClockSetting, anchor: number, machineNow: number): number =>
  setting.type === 'real' ? machineNow : Math.floor(setting.start + (machineNow - anchor) * setting.speed)
