import type { Text } from '../model/value.ts'
import type { Codes, Column } from './kind.ts'

export const text = (name: string, zh: string, en: string, codes?: Codes): Column => {
  const column = { name, title: { zh, en }, type: 'text' } as const
  return codes === undefined ? column : { ...column, codes }
}

export const instant = (name: string, zh: string, en: string): Column => ({
  name,
  title: { zh, en },
  type: 'instant',
})

export const flag = (name: string, zh: string, en: string): Column => ({
  name,
  title: { zh, en },
  type: 'flag',
})

/** A flag that is true of few things at a time. */
export const fewFlag = (name: string, zh: string, en: string): Column => ({
  ...flag(name, zh, en),
  bounded: true,
})

export const list = (name: string, zh: string, en: string, codes?: Codes): Column => {
  const column = { name, title: { zh, en }, type: 'list' } as const
  return codes === undefined ? column : { ...column, codes }
}

/** A whole number; `scale` is how many of them make one unit. */
export const number = (name: string, zh: string, en: string, unit: Text, scale = 1): Column => ({
  name,
  title: { zh, en },
  type: 'number',
  unit,
  scale,
})

/** A span in milliseconds, shown in minutes or hours. */
export const minutes = (name: string, zh: string, en: string): Column =>
  number(name, zh, en, { zh: '分钟', en: 'min' }, 60_000)
export const hours = (name: string, zh: string, en: string): Column =>
  number(name, zh, en, { zh: '小时', en: 'h' }, 3_600_000)

/** Whole working days. */
export const workdays = (name: string, zh: string, en: string): Column =>
  number(name, zh, en, { zh: '工作日', en: 'working days' })

export const times = (name: string, zh: string, en: string): Column =>
  number(name, zh, en, { zh: '次', en: 'times' })

/** How many of something; `unit` is the Chinese measure word. */
export const count = (name: string, zh: string, en: string, unit: string): Column =>
  number(name, zh, en, { zh: unit, en: '' })
