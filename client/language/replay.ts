import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

/** What stands on the bar by which one looks back. */
const zh = {
  replay: '回看',
  live: '回到实况',
  play: '播放',
  pause: '暂停',
  back: '退一分钟',
  forth: '进一分钟',
  dayBack: '前一天',
  dayForth: '后一天',
  slider: '当天的时刻',
  speed: '倍速',
  readOnly: '所示为当时所知，不是现在：只能看，不能督办、确认或追问。',
  hole: '此时没有记录，所示不得而知。',
  pulse: '每 15 分钟变化的数字',
}
export type ReplayWords = WordsOf<typeof zh>

const en: ReplayWords = {
  replay: 'Replay',
  live: 'Back to live',
  play: 'Play',
  pause: 'Pause',
  back: 'A minute back',
  forth: 'A minute on',
  dayBack: 'The day before',
  dayForth: 'The day after',
  slider: 'Time of that day',
  speed: 'Speed',
  readOnly: 'This is what was known then, and not now: to be seen, not to be pressed, acknowledged or asked.',
  hole: 'Nothing was recorded then: what stood here is not known.',
  pulse: 'Numbers that changed, by 15 minutes',
}

export const replayWords = (language: Language): ReplayWords => inLanguage<ReplayWords>(language, zh, en)
