import { expect, test } from 'vitest'
import type { FeedError } from '../connector.ts'
import { createGate } from './gate.ts'

const { signal } = new AbortController()
const tick = () => new Promise(resolve => setImmediate(resolve))
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: FeedError) => error.fault,
  )

/** A disk that answers when it is told to. */
function disk() {
  const asked: string[] = []
  const answers: (() => void)[] = []
  return {
    asked,
    ask: (name: string) => () => {
      asked.push(name)
      return new Promise<string>(resolve => answers.push(() => resolve(name)))
    },
    comeBack: () => answers.splice(0).forEach(answer => answer()),
  }
}

test('[FDR21] (F-12) of disks that do not answer two threads are held and no more, and each is told as slow', async () => {
  const gate = createGate({ patienceMs: 20 })
  const { asked, ask, comeBack } = disk()
  const faults = ['a', 'b', 'c', 'd', 'e'].map(folder => faultOf(gate.ask(folder, ask(folder), signal)))
  expect(await Promise.all(faults)).toEqual(Array.from({ length: 5 }, () => 'slow'))
  // Asked again they are slow at once, and so is whoever would need a thread.
  expect(await faultOf(gate.ask('a', ask('a again'), signal))).toBe('slow')
  expect(await faultOf(gate.ask('c', ask('c again'), signal))).toBe('slow')
  expect(asked).toEqual(['a', 'b'])
  comeBack()
  await tick()
  const answered = gate.ask('a', async () => 'there', signal)
  expect(await answered).toBe('there')
  expect(asked).toEqual(['a', 'b'])
})

test('[FDR21] (F-12) a stop waits for no disk, and what is to be closed is closed when that has come back', async () => {
  const gate = createGate()
  const { ask, comeBack } = disk()
  const end = new AbortController()
  const asked = gate.ask('a', ask('a'), end.signal)
  end.abort(new Error('stopped'))
  await expect(asked).rejects.toThrow('stopped')
  const closed: string[] = []
  gate.finish('a', async () => void closed.push('a'))
  gate.finish('b', async () => void closed.push('b'))
  await tick()
  expect(closed).toEqual(['b'])
  comeBack()
  await tick()
  expect(closed).toEqual(['b', 'a'])
})

test('[FDR21] who stops while a disk is asked says nothing of it: who asks next has an answer', async () => {
  const gate = createGate()
  const { ask, comeBack } = disk()
  const end = new AbortController()
  const stopped = gate.ask('a', ask('a'), end.signal)
  end.abort(new Error('stopped'))
  await expect(stopped).rejects.toThrow('stopped')
  const next = gate.ask('a', async () => 'there', signal)
  comeBack()
  expect(await next).toBe('there')
})

test('[FDR21] (F-12) one disk that does not answer holds one thread, however many ask it', async () => {
  const gate = createGate({ patienceMs: 20 })
  const { asked, ask } = disk()
  const faults = ['first', 'second', 'third'].map(name => faultOf(gate.ask('a', ask(name), signal)))
  expect(await gate.ask('b', async () => 'there', signal)).toBe('there')
  expect(await Promise.all(faults)).toEqual(['slow', 'slow', 'slow'])
  expect(asked).toEqual(['first'])
})

test('[FDR21] what a disk says is told as it is, and the next question has its turn', async () => {
  const gate = createGate({ atOnce: 1 })
  const wrong = gate.ask('a', () => Promise.reject(new Error('EIO')), signal)
  const right = gate.ask('a', async () => 1, signal)
  await expect(wrong).rejects.toThrow('EIO')
  expect(await right).toBe(1)
})
