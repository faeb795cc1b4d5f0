import type { TSchema } from 'typebox'
import type { Component } from 'vue'
import type { Aggregate, PanelDocument } from '../../shared/model/documents.ts'
import type { Phrase } from '../figures/phrase.ts'
import type { MoreWords } from '../language/more-zh.ts'
import type { Reader } from './reader.ts'

/** What every widget's component gets, and all it gets. */
export interface WidgetProps {
  readonly panel: PanelDocument
  readonly reader: Reader
}

/** A colour of the series, or the dashed line of what is usual. */
export interface Swatch {
  readonly colour: 'd1' | 'd3' | 'd4' | 'd5' | 'd6' | 'usual'
  readonly text: string
}

/** What a widget may say in the title row of its panel. */
export interface Heading {
  /** In place of the document's title: the name of the thing that is looked at. */
  readonly title?: string
  readonly subtitle?: string
  /** What the colours of the picture mean. */
  readonly legend?: readonly Swatch[]
  /** The one computed sentence that answers the panel's question: glyph, place, count, yardstick. */
  readonly finding?: Phrase
  /** Counts or a legend at the right end; freshness is added to it as soon as it is not live. */
  readonly summary?: Phrase
  /** It is of the party: while it is live its rule is the party's line. */
  readonly party?: boolean
  /** There truly is nothing to show, and the source is fine. */
  readonly empty?: boolean
}

/** A role a panel binds to a metric. */
export interface Role {
  readonly aggregates: readonly Aggregate['type'][]
  readonly required: boolean
  /** The metric has a cell per bucket. */
  readonly series?: boolean
  /** How many dimensions the metric must have. */
  readonly dims?: number
}

/** The manifest in a widget's `widget.ts`. */
export interface Widget {
  /** By role; `*` stands for roles the panel names itself in its options. */
  readonly roles: { readonly [role: string]: Role }
  /** What may stand in the panel's `options`. Checked where documents are published, not on screens. */
  readonly options: TSchema
  /** The smallest room it can be read in, px on the 1080 canvas. */
  readonly least: { readonly width: number; readonly height: number }
  /** Fills its area without title row and top rule. It must show the freshness of its numbers itself. */
  readonly bare?: boolean
  /** Cannot be drawn smaller than it is: it keeps its room, and what its panel notes gives way. */
  readonly rigid?: boolean
  /** Where it says what no widget of the first scene says: the words come with it. */
  readonly words?: MoreWords
  /** Pure; in view.ts. */
  readonly heading?: (panel: PanelDocument, reader: Reader) => Heading
  readonly component: () => Promise<Component>
}
