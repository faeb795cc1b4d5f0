import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

const counts = ['count', 'sum'] as const

/** 水电气暖企业: each with its customers, where they are without it, and the accounts that go over to them. */
export const widget: Widget = {
  roles: {
    /** Rows with name, trade and accounts. */
    list: { aggregates: ['list'], required: true },
    /** By the firm’s name: outages now, those of the month, and transfers of the month. */
    open: { aggregates: counts, required: true, dims: 1 },
    outages: { aggregates: counts, required: true, dims: 1 },
    transfers: { aggregates: counts, required: true, dims: 1 },
  },
  options: Options,
  words: moreZh,
  least: { width: 340, height: 150 },
  heading,
  component: () => import('./FirmBoard.vue'),
}
