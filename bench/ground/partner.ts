import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A process of its own that does what it is told, one order at a time. It is in the benchmark's group and ends with it. */
export interface Partner {
  /** Rejects with what went wrong there. */
  ask(order: string, argument?: unknown): Promise<unknown>
  stop(): Promise<void>
}

interface Told {
  readonly value?: unknown
  readonly error?: string
}

/** `file` lies in `folder` and ends in a call of `takeOrders`. */
export function startPartner(folder: string, file: string, execArgv: readonly string[] = []): Partner {
  const child = fork(join(folder, file), { execArgv: [...process.execArgv, ...execArgv] })
  let hear: (told: Told) => void = () => {}
  child.on('message', told => hear(told as Told))
  child.on('exit', code => hear({ error: `ended with ${code}` }))
  const isGone = () => child.exitCode !== null || child.signalCode !== null

  return {
    async ask(order, argument) {
      const told = new Promise<Told>(resolve => (hear = resolve))
      child.send({ order, argument })
      const { value, error } = await told
      if (error !== undefined) throw new Error(`${file}, ${order}: ${error}`)
      return value
    },
    async stop() {
      if (isGone()) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** In the partner: what it can be told. */
export function takeOrders(orders: { readonly [order: string]: (argument: never) => unknown }): void {
  const tell = (told: Told) => void process.send?.(told)
  process.on('message', (message: { readonly order: string; readonly argument: never }) => {
    const obey = orders[message.order]
    if (obey === undefined) return tell({ error: `there is no order "${message.order}"` })
    Promise.resolve()
      .then(() => obey(message.argument))
      .then(
        value => tell({ value }),
        (error: unknown) => tell({ error: error instanceof Error ? (error.stack ?? '') : String(error) }),
      )
  })
}
