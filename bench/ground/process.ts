import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { ROOT } from './find.ts'

/** Why a run did not end well, or null. */
export type Ending = string | null

/**
 * Runs a script of the bench in a process group of its own and takes the whole group away afterwards: a benchmark that
 * breaks off leaves no server and no load generator behind.
 */
export async function runAlone(
  script: string,
  args: readonly string[],
  limitMs: number,
  told: (message: unknown) => void,
  cwd = ROOT,
): Promise<Ending> {
  const child = spawn(process.execPath, [...process.execArgv, script, ...args], {
    cwd,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.on('message', told)
  let late = false
  const limit = setTimeout(() => {
    late = true
    endGroup(child)
  }, limitMs)
  const stop = () => endGroup(child)
  process.once('SIGINT', stop)
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  clearTimeout(limit)
  process.removeListener('SIGINT', stop)
  endGroup(child)
  if (late) return `took longer than ${limitMs / 1000} s`
  return code === 0 ? null : `ended with ${code ?? signal}`
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
