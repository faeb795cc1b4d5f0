import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'

/** On what and with what it was measured. */
export function machineLine(now: Date): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const memory = Math.round(totalmem() / 2 ** 30)
  return [
    now.toISOString().slice(0, 10),
    `${availableParallelism()} cores of ${model}`,
    `${memory} GiB`,
    `${process.platform} ${process.arch}`,
    `Node ${process.versions.node}`,
    ...loadBefore(),
  ].join(', ')
}

/** What else ran: a busy machine moves figures, ratios less. */
function loadBefore(): string[] {
  if (process.platform !== 'linux') return []
  return [`load before ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]}`]
}
