import type { PanelDocument } from '../../../shared/model/documents.ts'
import type { Part } from '../../figures/phrase.ts'
import type { Reader } from '../reader.ts'
import { stalenessOf } from '../staleness.ts'
import type { Heading } from '../widget.ts'

/** `今日事故 4 起, 未撤除 1, 信号异常 2`: each by its own source, without colour where that is not live. */
export function heading(_panel: PanelDocument, reader: Reader): Heading {
  const said = (role: 'accidents' | 'open' | 'out'): Part[] => {
    if (reader.metric(role) === null) return []
    const { text, unit } = reader.figure(role)
    const ink = stalenessOf(reader, reader.feeds(role))?.ink
    const wanted = role !== 'accidents' && (reader.value(role) ?? 0) > 0
    const sign: Partial<Part> = ink === undefined && wanted ? { glyph: 'warn', tone: 'warn' } : {}
    return [
      {
        ...{ text: reader.say(`traffic.${role}`), figure: text, unit, cell: reader.cell(role) },
        ...(ink === undefined ? sign : { tone: ink }),
      },
    ]
  }
  return { finding: [...said('accidents'), ...said('open'), ...said('out')] }
}
