import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash } from 'node:crypto'
import { DAY } from '../../shared/calendar/civil.ts'
import { describe, expect, test } from 'vitest'
import { auditFolders, entry, faultsOf, rowsOf, START, tamper, verify, within } from './audit.fixture.ts'
import { auditFiles } from './files.ts'
import { VerifyError } from './verify.ts'

const { open, fresh } = auditFolders()

/** Ten records; the server has stopped. */
function tenRecords(over: Parameters<typeof open>[1] = {}) {
  const { folder, log, time } = open(fresh(), over)
  for (let i = 2; i < 10; i++) log.write(entry({ object: `person/${i}` }))
  log.close()
  return { folder, time }
}

const rewritten = (line: string) => {
  const text = line.replace('"outcome":"done"', '"outcome":"refused"')
  return { text, digest: hash('sha256', text) }
}

test('[AUD14] what the server wrote is without fault, and is counted', () => {
  const { folder } = tenRecords()
  expect(verify(folder)).toEqual({
    ...{ isIntact: true, at: START, ms: 0, records: 10, first: 1, last: 10, anchors: 0 },
    ...{ key: expect.stringMatching(/^[0-9a-f]{16}$/), faults: [], faultCount: 0 },
  })
})

describe('[AUD10] (T-AUD-01) a change is found at its record', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'its content',
      "UPDATE records SET line = replace(line, 'person/4', 'person/5') WHERE n = 4",
      'altered 4',
    ],
    ['a blank behind it', "UPDATE records SET line = line || ' ' WHERE n = 4", 'altered 4'],
    ['a zero behind it', "UPDATE records SET line = line || char(0) || 'x' WHERE n = 4", 'altered 4'],
    ['its hash', `UPDATE records SET hash = '${'a'.repeat(64)}' WHERE n = 4`, 'altered 4'],
    ['its mac', `UPDATE records SET mac = '${'a'.repeat(64)}' WHERE n = 4`, 'foreign 4'],
    ['no line at all', "UPDATE records SET line = '' WHERE n = 4", 'altered 4'],
    [
      'the newest',
      "UPDATE records SET line = replace(line, 'stopped', 'started') WHERE n = 10",
      'altered 10',
    ],
  ]
  for (const [what, sql, fault] of cases)
    test(`[AUD10] ${what}`, () => {
      const { folder } = tenRecords()
      tamper(folder, db => db.exec(sql))
      expect(faultsOf(folder)).toEqual([fault])
    })

  test('[AUD10] a fault says which record it is, and of when, also where the record does not', () => {
    const { folder } = tenRecords()
    tamper(folder, db => {
      db.exec("UPDATE records SET line = replace(line, 'person/4', 'person/5') WHERE n = 4")
      db.exec('UPDATE records SET line = \'{"n":7,\' WHERE n = 7')
    })
    const when = '2026-11-29T08:00:00.000+08:00'
    expect(verify(folder).faults).toEqual([
      {
        ...{ kind: 'altered', from: 4, to: 4 },
        what: `the record is not what was written (of ${when}, as it says)`,
      },
      {
        ...{ kind: 'altered', from: 7, to: 7 },
        what: `the record is not what was written (it says no time; the last before it is of ${when})`,
      },
    ])
  })

  test('[AUD10] with its hash made to fit, and the whole chain after it', () => {
    const { folder } = tenRecords()
    const { text, digest } = rewritten(rowsOf(folder)[3]!.line)
    tamper(folder, db => db.prepare('UPDATE records SET line = ?, hash = ? WHERE n = 4').run(text, digest))
    expect(faultsOf(folder)).toEqual(['foreign 4'])
    tamper(folder, db => {
      let prev = digest
      for (const { n, line } of rowsOf(folder).slice(4)) {
        const next = line.replace(/"prev":"[^"]*"/, `"prev":"${prev}"`)
        prev = hash('sha256', next)
        db.prepare('UPDATE records SET line = ?, hash = ? WHERE n = ?').run(next, prev, n)
      }
    })
    expect(faultsOf(folder)).toEqual([4, 5, 6, 7, 8, 9, 10].map(n => `foreign ${n}`).concat('head 10'))
  })
})

describe('[AUD11] (T-AUD-01) what is removed, put in or moved is found', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['one is removed', 'DELETE FROM records WHERE n = 4', ['missing 4']],
    ['several are removed', 'DELETE FROM records WHERE n BETWEEN 4 AND 7', ['missing 4–7']],
    ['the first is removed', 'DELETE FROM records WHERE n = 1', ['missing 1']],
    ['the last are cut off', 'DELETE FROM records WHERE n > 7', ['missing 8–10']],
    ['all are removed', 'DELETE FROM records', ['missing 1–10']],
    [
      'two change places',
      'UPDATE records SET n = -n WHERE n IN (4, 6); UPDATE records SET n = 10 + n WHERE n < 0',
      ['altered 4', 'altered 6'],
    ],
    [
      'the rest closes up',
      'DELETE FROM records WHERE n = 4; UPDATE records SET n = n - 1 WHERE n > 4',
      ['altered 4', 'altered 5', 'altered 6', 'altered 7', 'altered 8', 'altered 9', 'missing 10'],
    ],
    [
      'a copy is put in before the first',
      'INSERT INTO records (n, line, hash, mac) SELECT -1, line, hash, mac FROM records WHERE n = 4',
      ['foreign -1'],
    ],
    [
      'a copy is put in at the end',
      'INSERT INTO records (n, line, hash, mac) SELECT 11, line, hash, mac FROM records WHERE n = 4',
      ['altered 11'],
    ],
  ]
  for (const [what, sql, faults] of cases)
    test(`[AUD11] ${what}`, () => {
      const { folder } = tenRecords()
      tamper(folder, db => db.exec(sql))
      expect(faultsOf(folder)).toEqual(faults)
    })

  test('[AUD11] a forged record behind the last, with hash and link made to fit', () => {
    const { folder } = tenRecords()
    const last = rowsOf(folder)[9]!
    const line = last.line.replace('"n":10', '"n":11').replace(/"prev":"[^"]*"/, `"prev":"${last.hash}"`)
    tamper(folder, db =>
      db.prepare('INSERT INTO records (n, line, hash, mac) VALUES (11, ?, ?, ?)').run(line, hash('sha256', line), last.mac),
    ) // oxfmt-ignore
    expect(faultsOf(folder)).toEqual(['foreign 11'])
  })

  test('[AUD11] the whole file is another one: of another server, or an older state of this one', () => {
    const { folder } = tenRecords()
    const { records } = auditFiles(folder)
    const older = join(fresh(), 'older.db')
    cpSync(records, older)
    cpSync(auditFiles(tenRecords({ now: () => START + 1 }).folder).records, records)
    expect(faultsOf(folder)).toEqual([...Array.from({ length: 10 }, (_, i) => `foreign ${i + 1}`), 'head 10'])
    cpSync(older, records)
    expect(faultsOf(folder)).toEqual([])
    const again = open(folder)
    again.log.write(entry())
    again.log.close()
    cpSync(older, records)
    expect(faultsOf(folder)).toEqual(['missing 11–13'])
  })

  test('[AUD11] an older state with the head of then, by the anchors that were carried on', () => {
    const { folder, log, days, time } = open()
    log.write(entry())
    days(1)
    const kept = fresh()
    cpSync(folder, kept, { recursive: true })
    log.write(entry())
    days(1)
    log.close()
    for (const file of ['audit-head', 'audit.db', 'audit.db-wal'])
      cpSync(join(kept, file), join(folder, file))
    rmSync(join(folder, 'audit.db-shm'), { force: true })
    expect(verify(folder).faults.map(({ what }) => what)).toEqual([
      expect.stringMatching(
        /^audit-anchors.log has a line of which the records know nothing: .*day=2026-11-30 n=3/,
      ),
    ])
    expect(time.now).toBe(START + 2 * DAY)
  })
})

describe('[AUD12] (T-AUD-01) what guards the records is checked too', () => {
  function anchored() {
    const { folder, log, days } = open()
    days(3, () => log.write(entry()))
    log.close()
    expect(faultsOf(folder)).toEqual([])
    return folder
  }

  test('[AUD12] an anchor that was not signed, or stands on other records', () => {
    const folder = anchored()
    const whole = readFileSync(auditFiles(folder).anchors, 'utf8')
    tamper(folder, db => db.exec("UPDATE anchors SET n = 2 WHERE day = '2026-11-30'"))
    expect(faultsOf(folder)[0]).toBe('anchor 2')
    tamper(folder, db => db.exec("UPDATE anchors SET n = 3 WHERE day = '2026-11-30'"))
    expect(faultsOf(folder)).toEqual([])
    writeFileSync(auditFiles(folder).anchors, whole.replace('n=3', 'n=4'))
    expect(faultsOf(folder)).toEqual(['anchor', 'anchor'])
    writeFileSync(auditFiles(folder).anchors, '')
    expect(faultsOf(folder)).toEqual(['anchor', 'anchor', 'anchor'])
  })

  test('[AUD12] a record that is genuine, but is not the one that was anchored', () => {
    const folder = fresh()
    const { log, days } = open(folder)
    log.write(entry())
    const before = fresh()
    cpSync(folder, before, { recursive: true })
    log.write(entry({ object: 'person/13' }))
    days(1)
    log.close()
    const anchors = within(folder, db => db.prepare('SELECT * FROM anchors').all())
    // From the same state the same server writes something else.
    const fork = open(before)
    fork.log.write(entry({ object: 'person/14' }))
    fork.log.close()
    tamper(before, db => {
      for (const { day, n, hash: digest, key, signature } of anchors as never[])
        db.prepare('INSERT INTO anchors VALUES (?, ?, ?, ?, ?)').run(day, n, digest, key, signature)
    })
    cpSync(auditFiles(folder).anchors, auditFiles(before).anchors)
    expect(faultsOf(before)).toEqual(['anchor 1–3'])
  })

  test('[AUD12] a head that is forged or gone', () => {
    const { folder } = tenRecords()
    const { head } = auditFiles(folder)
    const text = readFileSync(head, 'utf8')
    writeFileSync(head, text.replace('n=10', 'n=09'))
    expect(faultsOf(folder)).toEqual(['head'])
    writeFileSync(head, '')
    expect(faultsOf(folder)).toEqual(['head'])
    rmSync(head)
    expect(faultsOf(folder)).toEqual(['head'])
    writeFileSync(head, text)
    expect(faultsOf(folder)).toEqual([])
  })

  test('[AUD12] a trigger or an index that is gone, changed or added', () => {
    for (const sql of [
      'DROP TRIGGER records_stay',
      'DROP INDEX records_actor_id',
      'DROP TRIGGER seals_wait; CREATE TRIGGER seals_wait BEFORE INSERT ON seals BEGIN SELECT 1; END',
      'CREATE TRIGGER hide AFTER INSERT ON records BEGIN DELETE FROM records WHERE n = NEW.n; END',
    ]) {
      const { folder } = tenRecords()
      within(folder, db => db.exec(sql))
      expect(faultsOf(folder), sql).toEqual(['schema'])
    }
  })

  test('[AUD12] a damaged file is a fault, and no crash', () => {
    const { folder } = tenRecords()
    const { records } = auditFiles(folder)
    const bytes = readFileSync(records)
    writeFileSync(records, bytes.subarray(0, bytes.length - 8_192))
    expect(faultsOf(folder)).toContain('file')
    writeFileSync(records, Buffer.concat([Buffer.alloc(100, 1), bytes.subarray(100)]))
    expect(faultsOf(folder)).toContain('file')
    writeFileSync(records, '')
    expect(verify(folder).isIntact).toBe(false)
    rmSync(records)
    expect(() => verify(folder)).toThrow(VerifyError)
  })
})
