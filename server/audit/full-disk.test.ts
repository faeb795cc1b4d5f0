import type { DatabaseSync } from 'node:sqlite'
import { existsSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fill, free } from '../engine/full-disk.fixture.ts'
import { AuditError } from './audit.ts'
import { actionsOf, auditFolders, contentsOf, entry, faultsOf } from './audit.fixture.ts'
import { openBallast } from '../watch/ballast.ts'
import { auditFiles, ballastFile } from './files.ts'
import { openHead, readHead } from './head.ts'
import { readKey } from './keys.ts'

const { open, fresh } = auditFolders()

/** An audit whose file can be made to have no page more. */
function limited(over: Parameters<typeof open>[1] = {}) {
  const dbs: DatabaseSync[] = []
  const told: (string | null)[] = []
  const opened = open(undefined, { first: db => void dbs.push(db), onDown: why => told.push(why), ...over })
  return { ...opened, told, fill: (pages = 0) => fill(dbs.at(-1)!, pages), free: () => free(dbs.at(-1)!) }
}

const big = entry({ details: { reason: 'a'.repeat(4_000) } })

function untilRefused(log: { write(entry: typeof big): void }): number {
  for (let written = 0; written < 100; written++)
    try {
      log.write(big)
    } catch (error) {
      expect(error).toBeInstanceOf(AuditError)
      return written
    }
  throw new Error('it was never full')
}

test('[AUD8] (T-AUD-02) what cannot be written is refused and told; with room it goes on, and tells of the outage', () => {
  const { folder, log, said, told, fill, free } = limited()
  fill(1)
  untilRefused(log)
  const before = actionsOf(folder)
  for (let i = 0; i < 3; i++) expect(() => log.write(big)).toThrow(AuditError)
  expect([log.down, told.length, actionsOf(folder)]).toEqual([expect.stringContaining('full'), 1, before])
  expect(said).toEqual([expect.stringMatching(/^error the audit cannot be written, so no privileged change/)])
  free()
  log.write(entry())
  expect(actionsOf(folder).slice(before.length)).toEqual(['people.authorise', 'audit.resumed'])
  expect(contentsOf(folder)[before.length + 1]!.details).toMatchObject({
    refused: 4,
    why: expect.any(String),
  })
  expect([log.down, told.at(-1), said.at(-1)]).toEqual([null, null, 'info the audit can be written again'])
  expect(faultsOf(folder)).toEqual([])
})

test('[AUD8] it goes on by itself, also where nobody writes', () => {
  const { folder, log, fill, free } = limited()
  fill()
  untilRefused(log)
  free()
  log.tick()
  expect([log.down, actionsOf(folder).at(-1)]).toEqual([null, 'audit.resumed'])
})

test('[AUD7] (T-AUD-02, F-05) room that was kept back is given up slice by slice, and the first record tells of it', () => {
  const ballastBytes = 3 * 2 ** 20
  const { folder, log, said, fill, free } = limited({ ballastBytes })
  const file = ballastFile(folder)
  log.tick()
  expect(statSync(file).size).toBe(2 * 2 ** 20)
  log.tick()
  expect([statSync(file).size, log.isReserveUsed]).toEqual([ballastBytes, false])
  fill()
  untilRefused(log)
  // Four slices for one record, and no more.
  expect(statSync(file).size).toBe(ballastBytes - 4 * 512 * 1024)
  expect(said).toEqual([expect.stringMatching(/^error the audit cannot be written/)])
  free()
  log.tick()
  log.tick()
  expect([statSync(file).size, log.isReserveUsed, actionsOf(folder).at(-1)]).toEqual([
    ...[ballastBytes, false, 'audit.resumed'],
  ])
})

test('[AUD7] a ballast gives up its end, grows again, and is none where none is wanted', () => {
  const file = ballastFile(fresh())
  const ballast = openBallast(file, 1_200_000)
  expect([ballast.release(), ballast.refill(), statSync(file).size]).toEqual([false, true, 1_200_000])
  const sizes: number[] = []
  while (ballast.release()) sizes.push(statSync(file).size)
  expect(sizes).toEqual([675_712, 151_424, 0])
  // More than there is on any disk.
  const vast = openBallast(file, 2 ** 52)
  expect([vast.refill(), statSync(file).size]).toEqual([false, 0])
  const none = openBallast(ballastFile(fresh()), 0)
  expect([none.refill(), none.release()]).toEqual([true, false])
  expect(existsSync(file)).toBe(true)
})

test('[AUD20] (T-AUD-02) a record whose head finds no room is written, once, and the head follows', () => {
  let hasRoom = true
  const withoutRoom: typeof openHead = (...given) => {
    const file = openHead(...given)
    return {
      ...file,
      write(head) {
        if (!hasRoom) throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })
        file.write(head)
      },
    }
  }
  const ballastBytes = 2 ** 20
  const { folder, log, said } = open(undefined, { ballastBytes, openHead: withoutRoom })
  const { head, key } = auditFiles(folder)
  log.tick()
  hasRoom = false
  for (const object of ['person/1', 'person/2']) log.write(entry({ object }))
  expect([log.down, statSync(ballastFile(folder)).size]).toEqual([null, ballastBytes])
  expect(contentsOf(folder).map(({ object }) => object)).toEqual(['', 'person/1', 'person/2'])
  expect(said).toEqual([expect.stringMatching(/^warn audit-head cannot be written: .*ENOSPC/)])
  expect(readHead(head, readKey(key))).toMatchObject({ n: 1 })
  hasRoom = true
  log.tick()
  expect(readHead(head, readKey(key))).toMatchObject({ n: 3 })
  expect(faultsOf(folder)).toEqual([])
})
