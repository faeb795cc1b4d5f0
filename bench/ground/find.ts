import { existsSync, globSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Benchmark } from './benchmark.ts'

export const ROOT = join(import.meta.dirname, '../..')
const BENCH = join(ROOT, 'bench')

export interface Found {
  /** `ingest`; also what its lines in bench/README.md are called. */
  readonly name: string
  /** `intake`: its folder, which names all of them. */
  readonly part: string
  readonly file: string
}

/** All there are, by folder and name. */
export const findBenchmarks = (): Found[] =>
  globSync('*/*.bench.ts', { cwd: BENCH })
    .sort()
    .map(path => ({
      name: basename(path, '.bench.ts'),
      part: dirname(path),
      file: join(BENCH, path),
    }))

export async function loadBenchmark({ name, file }: Found): Promise<Benchmark> {
  const loaded = (await import(file)) as { readonly benchmark?: Benchmark }
  if (loaded.benchmark === undefined) throw new Error(`${name}: ${file} exports no benchmark`)
  return loaded.benchmark
}

export const missingPeers = ({ peers = [] }: Benchmark): string[] =>
  peers.filter(peer => !existsSync(join(BENCH, 'node_modules', peer)))
