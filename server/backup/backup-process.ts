/** Makes one backup and tries it, in a process of its own: what it needs of memory is gone with it, and the walls do not wait for it. */
import { constants, setPriority } from 'node:os'
import { backupWithTrial, type BackupReply, type TrialOrder } from './backup-with-trial.ts'
import { trials } from './backup-setting.ts'

/** A key crosses as text. */
export type SentOrder = Omit<TrialOrder, 'key'> & { readonly key: string | null; readonly home: string }

setPriority(constants.priority.PRIORITY_LOW)
process.once('message', ({ key, home, ...order }: SentOrder) => {
  const answer = (reply: BackupReply) =>
    process.send?.(reply, undefined, undefined, () => process.disconnect?.())
  const whole = { ...order, key: key === null ? null : Buffer.from(key, 'hex') }
  backupWithTrial(whole, trials(order.keyFiles, home), Date.now).then(answer, (error: unknown) =>
    answer({ made: null, faults: [error instanceof Error ? error.message : String(error)] }),
  )
})
