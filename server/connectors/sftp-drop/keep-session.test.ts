import { expect, test } from 'vitest'
import { eventually } from '../feed-for-tests.ts'
import { keepSession } from './keep-session.ts'
import { sftpServerForTests } from './sftp-server-for-tests.ts'
import type { Session } from './ssh.ts'

async function counted() {
  const { sftp } = await sftpServerForTests({})
  const opened: { isClosed: boolean; readonly breakOff: () => void }[] = []
  const open = async (): Promise<Session> => {
    let end: () => void = () => undefined
    const ended = new Promise<void>(resolve => (end = resolve))
    const one = { isClosed: false, breakOff: () => end() }
    opened.push(one)
    return {
      ...{ sftp, ended },
      close: async () => {
        one.isClosed = true
        end()
      },
    }
  }
  return { open, opened }
}

async function use(session: ReturnType<typeof keepSession>, work = async () => undefined): Promise<void> {
  const turn = session.lend(async function* () {
    await work()
    yield 1
  })
  for await (const one of turn) expect(one).toBe(1)
}

test('[SFT8] one connection serves what is asked one after the other, and ends when nobody asks', async () => {
  const { open, opened } = await counted()
  const session = keepSession(open, 30)
  await use(session)
  await use(session)
  expect(opened).toHaveLength(1)
  await eventually(() => opened[0]?.isClosed === true)
  await use(session)
  expect(opened).toHaveLength(2)
  await session.stop()
  expect(opened.every(({ isClosed }) => isClosed)).toBe(true)
})

test('[SFT8] while it is used it stands; one that broke, or did not come about, is made anew', async () => {
  const { open, opened } = await counted()
  let refusals = 1
  const session = keepSession(async () => {
    if (refusals-- > 0) throw new Error('refused')
    return open()
  }, 0)
  await expect(use(session)).rejects.toThrow('refused')
  await use(session, async () => {
    await use(session)
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(opened.map(({ isClosed }) => isClosed)).toEqual([false])
  })
  await eventually(() => opened[0]?.isClosed === true)
  await use(session, async () => {
    opened[1]?.breakOff()
    await new Promise(setImmediate)
    await use(session)
  })
  expect(opened).toHaveLength(3)
  await session.stop()
})

test('[SFT8] after a stop none is made any more', async () => {
  const { open, opened } = await counted()
  const session = keepSession(open)
  await session.stop()
  await expect(use(session)).rejects.toThrow('abort')
  expect(opened).toEqual([])
})
