import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** The libraries of a city side by side: what each holds, how complete, how fresh, whose it is and which scenes use it. */
export const widget: Widget = {
  roles: { '*': { aggregates: ['count', 'filled'], required: false } },
  options: Options,
  words: moreZh,
  least: { width: 300, height: 200 },
  heading,
  component: () => import('./LibraryShelf.vue'),
}
