import { expect, test, vi } from 'vitest'
import { Refusal } from '../people/asking.ts'
import { newAction } from './action.ts'
import { useAct } from './use-act.ts'

interface Report {
  readonly text: string
  readonly photo?: string
  readonly seen?: number
}
type Sent = Report & { readonly action: string }

const lost = () => Promise.reject(new Refusal('offline', ''))
const taken = () => Promise.resolve({ id: 'SP20261124-1' })

/** A form that is sent again and again; answers the action of each time it was. */
function form() {
  const act = useAct<{ readonly id: string }>()
  const send = async (content: Report, answer: () => Promise<{ readonly id: string }>) => {
    let sent = ''
    const after = await act.run<Report>(
      async () => content,
      (body: Sent) => {
        sent = body.action
        return answer()
      },
    )
    return { sent, after }
  }
  return { ...act, send }
}

test('[WRKC1] the same content is the same action until it was taken, and another one after', async () => {
  const { send, fault } = form()
  const report = { text: '井盖松动', photo: 'a'.repeat(64) }
  const first = await send(report, lost)
  expect([first.after, fault.value?.code]).toEqual([null, 'offline'])
  // A photo that is sent again is called by the same digest.
  const again = await send({ ...report }, taken)
  expect([again.sent, again.after, fault.value]).toEqual([first.sent, { id: 'SP20261124-1' }, null])
  expect((await send(report, taken)).sent).not.toBe(first.sent)
})

test('[WRKC1] other content is another action: the first may have been taken, though its answer was lost', async () => {
  const { send } = form()
  const first = await send({ text: '井盖松动' }, lost)
  const second = await send({ text: '路灯不亮' }, lost)
  const withPhoto = await send({ text: '路灯不亮', photo: 'b'.repeat(64) }, taken)
  expect(new Set([first.sent, second.sent, withPhoto.sent]).size).toBe(3)
  expect((await send({ text: '井盖松动' }, taken)).sent).toBe(first.sent)
})

test('[WRKC1] what was seen is no content: it moves with this very action', async () => {
  const { send } = form()
  const first = await send({ text: '请办', seen: 2 }, lost)
  expect((await send({ text: '请办', seen: 3 }, taken)).sent).toBe(first.sent)
})

test('[WRKC2] while one is on its way no second one is sent', async () => {
  const { run, busy } = useAct<{ readonly id: string }>()
  const send = vi.fn(() => new Promise<never>(() => {}))
  void run(() => ({}), send)
  await Promise.resolve()
  expect([await run(() => ({}), send), busy.value, send.mock.calls.length]).toEqual([null, true, 1])
  expect(newAction()).toMatch(/^[a-f0-9]{32}$/)
})
