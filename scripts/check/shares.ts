import { seconds } from '../command.ts'

/** How long one file of tests ran. */
export interface Spent {
  readonly file: string
  readonly milliseconds: number
}

interface Group {
  readonly name: string
  readonly isOf: (file: string) => boolean
  /** So much of a run may go to it, s. */
  readonly share: number
}

const inside = (pattern: RegExp) => (file: string) => pattern.test(file)

/** Groups of tests that may take so much of a run and no more; their long forms are for the night. */
export const GROUPS: readonly Group[] = [
  {
    name: 'faults and attacks',
    isOf: inside(
      /tests\/(faults|hostile|canary|matrix)\/|tests\/screens\/adversity\.|tests\/trust\/(revocation|foreign-page|no-route|network)\./,
    ),
    share: 240,
  },
  {
    name: 'work of operators',
    isOf: inside(
      /tests\/trust\/(alerts|connect|console|documents|feed-form|new-number|quarantine|reference|scene-form|submissions)\./,
    ),
    share: 240,
  },
  {
    name: 'work of departments',
    isOf: inside(
      /tests\/(another-city\/|trust\/(calendar|commitments|disputes|entities|investor|plans|problems|red-lamp|sessions|snaps|supervision|visits)\.)/,
    ),
    share: 240,
  },
]

/** A line of each group that ran: how long its tests took together, and whether that is more than its share. */
export const sharesOf = (spent: readonly Spent[]): readonly string[] =>
  GROUPS.flatMap(({ name, isOf, share }) => {
    const files = spent.filter(({ file }) => isOf(file.replaceAll('\\', '/')))
    if (files.length === 0) return []
    const took = files.reduce((sum, { milliseconds }) => sum + milliseconds, 0)
    const beyond = took > share * 1000 ? `, MORE than its share of ${share} s` : ` of its ${share} s`
    return [`${name}: ${seconds(took)} in ${files.length} files${beyond}`]
  })
