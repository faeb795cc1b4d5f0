import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

/** Alerts: the banner above any scene, which a wall fetches with its first picture. */
export const bannerZh = {
  alert: '告警',
  levels: { 1: 'I级', 2: 'II级', 3: 'III级', 4: 'IV级' },
  roles: { operator: '值班员', leader: '领导' },
  places: '共 {n} 处',
  since: '自 {time}',
  lasting: '已持续 {n} 分',
  lastingHours: '已持续 {h} 小时 {n} 分',
  seenBy: '已确认 {post} {time}',
  more: '另有 {n} 条',
  muted: '声音未开启',
}
export type BannerWords = WordsOf<typeof bannerZh>

export const bannerEn: BannerWords = {
  alert: 'alert',
  levels: { 1: 'Level I', 2: 'Level II', 3: 'Level III', 4: 'Level IV' },
  roles: { operator: 'operator', leader: 'leader' },
  places: '{n} in all',
  since: 'since {time}',
  lasting: 'for {n} min',
  lastingHours: 'for {h} h {n} min',
  seenBy: 'acknowledged by {post} at {time}',
  more: '{n} more',
  muted: 'no sound',
}

export const bannerWords = (language: Language): BannerWords => inLanguage(language, bannerZh, bannerEn)
