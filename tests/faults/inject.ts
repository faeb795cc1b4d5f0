/** Loaded into a server before anything else (`--import`): what `FAULT` names happens in it at SIGUSR2. */
import { getHeapStatistics } from 'node:v8'
import { isMainThread } from 'node:worker_threads'

const FAULTS: { readonly [name: string]: () => void } = {
  rejection: () => void Promise.reject(new Error('a rejection that nobody expected')),
  exception() {
    throw new Error('an error that nobody expected')
  },
  blockedLoop: () => keepBusyFor(Number(process.env['FAULT_MS'])),
  leak() {
    const kept: unknown[] = []
    const share = () => getHeapStatistics().used_heap_size / getHeapStatistics().heap_size_limit
    // As leaks are: the last of it takes its time.
    setInterval(
      () => kept.push(Array.from({ length: share() < 0.75 ? 60_000 : 6_000 }, (_, i) => ({ i }))),
      100,
    )
  },
}

function keepBusyFor(ms: number): void {
  for (const end = Date.now() + ms; Date.now() < end;);
}

if (isMainThread) process.on('SIGUSR2', () => FAULTS[process.env['FAULT'] ?? '']?.())
