import type { Part, Thing } from './kind.ts'

/** What a step of a thing says wherever people go through one: its place in the course. */
interface Placed {
  readonly step: number
}

export interface Step<T extends Placed> {
  /** Of its part, without `step:`. */
  readonly key: string
  readonly at: number
  readonly fields: T
}

/** The parts `step:<place>` of a thing one after the other, in the order of their places, whatever order they came in. */
export function stepsOf<T extends Placed>({ parts }: Thing): Step<T>[] {
  const steps: Step<T>[] = []
  for (const name of Object.keys(parts)) {
    const part = parts[name] as Part
    if (name.startsWith('step:') && part.op !== 'drop')
      steps.push({ key: name.slice('step:'.length), at: part.event, fields: part.fields as unknown as T })
  }
  return steps.sort((a, b) => a.fields.step - b.fields.step || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
}
