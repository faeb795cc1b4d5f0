/** What happened to a problem, as the ledger writes it. */
export type StepName = '研判' | '剔除' | '合并' | '交办' | '接办' | '答复' | '企业确认' | '企业退回' | '销号'

export interface Step {
  readonly name: StepName
  readonly at: number
  readonly department: string
  readonly text: string
  readonly reason?: string
  readonly mergedInto?: string
  readonly group?: string
  readonly team?: string
  readonly to?: string
  readonly promisedAt?: number
  readonly satisfaction?: string
}

export interface Problem {
  readonly no: string
  readonly title: string
  readonly text: string
  readonly enterprise: string
  readonly source: string
  readonly category: string
  /** Number of a session. */
  readonly session: number | null
  readonly town: string
  readonly collectedAt: number
  readonly steps: readonly Step[]
}
