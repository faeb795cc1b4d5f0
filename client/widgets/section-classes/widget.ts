import { moreZh } from '../../language/more-zh.ts'
import type { Widget } from '../widget.ts'
import { heading, Options } from './view.ts'

/** 断面水质: the class of each section on the scale of the standard, beside the class that is wanted. */
export const widget: Widget = {
  roles: {
    /** Rows with section, sectionName, event, gradeNo, target and factors; of a section the newest comes first. */
    list: { aggregates: ['list'], required: true },
    /** By the section’s name: how often it was as wanted. */
    met: { aggregates: ['ratio', 'share'], required: false, dims: 1 },
    /** Of all of them. */
    all: { aggregates: ['ratio', 'share'], required: false },
  },
  options: Options,
  words: moreZh,
  least: { width: 340, height: 150 },
  heading,
  component: () => import('./SectionClasses.vue'),
}
