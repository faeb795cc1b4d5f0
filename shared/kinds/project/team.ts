import { countLights, lampOf } from '../../lights/lamp.ts'
import type { Light } from '../../lights/light.ts'
import { told } from '../fields.ts'
import type { Butler } from './fields.ts'
import type { Item } from './item.ts'
import { mostUrgent } from './urgency.ts'

/** As its system calls who looks after the whole; whoever else there is answers to him (LYX-08). */
export const CHIEF = '总管家'

/** What one butler of a project looks after. */
export interface Charge {
  /** Its place in the team, from 1. */
  readonly key: string
  readonly butler: Butler
  readonly isChief: boolean
  readonly items: readonly Item[]
  /** Names of what stands in the way and is his to clear. */
  readonly obstacles: readonly string[]
  readonly light: Light
  readonly foremost: Item | null
}

/** Who looks after an item, and whom he answers to. */
export interface Keeper {
  readonly key: string
  readonly role: string
  readonly office: string | null
  /** The office of the chief butler; null where he looks after it himself. */
  readonly chief: string | null
}

/** The butlers of a project with what is theirs, and who looks after an item. */
export interface Team {
  readonly charges: readonly Charge[]
  readonly keeperOf: (key: string) => Keeper | null
}

export function teamOf(butlers: readonly Butler[], items: readonly Item[]): Team {
  const chief = butlers.findIndex(({ role }) => role === CHIEF)
  const keepers = new Map(items.map(item => [item.fields.key, keeperIn(butlers, item, chief)]))
  const obstacles = items.flatMap(item => obstaclesOf(butlers, item, keepers.get(item.fields.key) ?? -1))
  return {
    charges: butlers.map((butler, i) => ({
      ...{ key: String(i + 1), butler, isChief: i === chief },
      ...chargeOf(
        items.filter(({ fields: { key }, life }) => keepers.get(key) === i && life.counted),
        obstacles.flatMap(({ name, of }) => (of === i ? [name] : [])),
      ),
    })),
    keeperOf: key => keeperAt(butlers, keepers.get(key) ?? -1, chief),
  }
}

/** Who names it, else whose office has it, else the chief; -1 is nobody. */
function keeperIn(butlers: readonly Butler[], { fields }: Item, chief: number): number {
  const named = butlers.findIndex(butler => (told(butler.items) ?? []).includes(fields.key))
  return named === -1 ? ofOffice(butlers, told(fields.department), chief) : named
}

function ofOffice(butlers: readonly Butler[], office: string | null, otherwise: number): number {
  const found = office === null ? -1 : butlers.findIndex(({ department }) => told(department) === office)
  return found === -1 ? otherwise : found
}

/** Whose office is to clear it, else who looks after the item that waits for it. */
function obstaclesOf(butlers: readonly Butler[], { fields, life }: Item, keeper: number) {
  if (!life.counted || life.state === 'done') return []
  return (told(fields.blockers) ?? []).flatMap(({ name, clearedAt, department }) =>
    told(clearedAt) === null ? [{ name, of: ofOffice(butlers, told(department), keeper) }] : [],
  )
}

function chargeOf(items: readonly Item[], obstacles: readonly string[]) {
  const light = lampOf(countLights(items.map(({ verdict }) => verdict.light)))
  return {
    ...{ items, obstacles, foremost: mostUrgent(items) },
    // What stands in the way is work in hand, whatever the approvals say.
    light: obstacles.length > 0 && light !== 'red' ? ('yellow' as const) : light,
  }
}

function keeperAt(butlers: readonly Butler[], i: number, chief: number): Keeper | null {
  const butler = butlers[i]
  if (butler === undefined) return null
  const head = i === chief ? undefined : butlers[chief]
  return {
    ...{ key: String(i + 1), role: butler.role, office: told(butler.department) },
    chief: told(head?.department),
  }
}
