import { Type, type Static } from 'typebox'
import { Code, Count, exact, Name, oneOf, optional } from '../fields.ts'
import { PERIOD_PATTERN } from '../periods.ts'

/** Values are held in ten-thousandths of the unit: 2.52 个 and 12.6万户 are whole numbers alike. */
export const VALUE_SCALE = 10_000
/** Growth is held in hundredths of a per cent. */
export const GROWTH_SCALE = 100

/** So that the difference of two is exact, too; 4000亿 of anything. */
const LARGEST = 4e15
const Measured = Type.Integer({ minimum: -LARGEST, maximum: LARGEST })

const Period = Type.String({ pattern: PERIOD_PATTERN })
const CivilDate = Type.String({ pattern: '^(19|20|21)\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })

/** What was published of one indicator for one period. Its revision is the version of its part. */
export const IndicatorFields = Type.Object(
  {
    code: Code,
    name: Name,
    period: Period,
    periodType: optional(oneOf(['day', 'month', 'quarter', 'year'])),
    unit: optional(Type.String({ maxLength: 20 })),
    /** Null: published without a number; that is not 0. */
    value: optional(Measured),
    /** Against the same period of the year before. */
    yoy: optional(Measured),
    target: optional(Measured),
    /** What it was before it was changed (原值): a limit that was shortened. */
    former: optional(Measured),
    /** What the year is to bring, as growth. */
    growthTarget: optional(Measured),
    asOf: optional(CivilDate),
    /** The document it was published in. */
    source: optional(Name),
    /** Title or file name, which says whether it was published again (补报, 修订). */
    edition: optional(Name),
    /** Two people looked at it before it was told (填报): however far it is from the last, it is meant. */
    confirmed: optional(Type.Boolean()),
    /** Areas it covers of those it should; fewer is no total (A18). */
    covered: optional(Count),
    expected: optional(Count),
  },
  exact,
)
export type IndicatorFields = Static<typeof IndicatorFields>
