import { join } from 'node:path'
import type { Hub, Told } from '../live/hub.ts'
import type { Log } from '../log.ts'
import { Minutes, type Keep } from './minutes.ts'
import { Recorder } from './recorder.ts'

const LOOK_MS = 1_000

export interface Recording {
  /** For the hub whose telling is recorded; none where nothing is. */
  readonly told: Told | undefined
  /** null: nothing is recorded. */
  readonly minutes: Minutes | null
  /** Records what this hub tells, until it is stopped. */
  start(hub: Hub): () => void
}

export interface RecordingParts {
  readonly dataDir: string
  readonly keep: Keep | null
  readonly now: () => number
  readonly log: Log
}

/** Where its file cannot be used the city runs all the same, and nothing of it can be seen again. */
export function openRecording({ dataDir, keep, now, log }: RecordingParts): Recording {
  const minutes = keep === null ? null : opened(join(dataDir, 'replay.db'), log)
  if (minutes === null || keep === null)
    return { told: undefined, minutes: null, start: () => () => undefined }
  let hub: Hub | null = null
  const cells = () => hub?.cells ?? new Map()
  const recorder = new Recorder({ minutes, cells, now, keep, log })
  return {
    told: recorder,
    minutes,
    start(telling) {
      hub = telling
      const timer = setInterval(() => void recorder.look(), LOOK_MS)
      return () => {
        clearInterval(timer)
        recorder.stop()
        minutes.stop()
      }
    },
  }
}

function opened(file: string, log: Log): Minutes | null {
  try {
    return new Minutes(file)
  } catch (error) {
    log('error', 'recording', `${file} cannot be used, and nothing is recorded: ${String(error)}`)
    return null
  }
}
