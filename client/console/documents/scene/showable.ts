import { LAYOUT_NAMES } from '../../../../shared/layout/document.ts'
import type { SceneDocument } from '../../../../shared/model/documents.ts'
import type { Fields } from '../../../../shared/model/value.ts'
import { fieldsAt, isFields, listAt, numberAt, textAt, wordAt } from '../members.ts'
import { layoutIn } from './scene-panels.ts'

/** What of a draft a screen can show, whatever else is still wrong with it. */
export function showable(scene: Fields): SceneDocument {
  const layouts = LAYOUT_NAMES.flatMap(name => {
    const layout = layoutIn(scene, name)
    return layout === null ? [] : [[name, layout] as const]
  })
  return {
    id: wordAt(scene, 'id'),
    title: textAt(scene, 'title'),
    order: numberAt(scene, 'order') ?? 0,
    dwell: numberAt(scene, 'dwell') ?? 90,
    panels: listAt(scene, 'panels').flatMap(each => {
      if (!isFields(each) || wordAt(each, 'id') === '') return []
      const bound = Object.entries(fieldsAt(each, 'metrics')).filter(([, text]) => typeof text === 'string')
      return [
        {
          ...{ id: wordAt(each, 'id'), widget: wordAt(each, 'widget'), title: textAt(each, 'title') },
          ...(each['subtitle'] === undefined ? {} : { subtitle: textAt(each, 'subtitle') }),
          metrics: Object.fromEntries(bound.filter(([, text]) => text !== '')) as Record<string, string>,
          options: fieldsAt(each, 'options'),
        },
      ]
    }),
    layouts: Object.fromEntries(layouts),
  }
}
