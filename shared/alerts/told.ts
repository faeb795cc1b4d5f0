import type { Audience } from '../access/principal.ts'

/** What stands above every scene: the metric by audience, whose document the banner reads column by column. */
export const TOLD_METRIC: { readonly [audience in Audience]: string } = {
  internal: 'alert.told',
  public: 'alert.told.public',
}

export const TOLD_COLUMNS: { readonly [audience in Audience]: readonly string[] } = {
  internal: [
    ...['title', 'titleEn', 'severity', 'state', 'what', 'place', 'value', 'count', 'since', 'sound'],
    ...['acknowledgedAt', 'role', 'post', 'area', 'event'],
  ],
  public: [
    ...['publicTitle', 'publicTitleEn', 'severity', 'state', 'publicPlace', 'count', 'since', 'sound'],
    ...['acknowledgedAt', 'role', 'event'],
  ],
}
