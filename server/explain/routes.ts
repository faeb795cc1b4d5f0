import type { Request } from 'express'
import { parseCellKey } from '../../shared/model/cell.ts'
import { FILTER_LENGTH } from '../../shared/sync/explain.ts'
import { Refused, type Caller } from '../access/caller.ts'
import type { Routes } from '../access/routes.ts'
import type { Explainer } from './explain.ts'
import { HistoryError, historyOf, type HistoryParts, type HistoryQuestion } from './history.ts'

const MOST_PAGES = 100_000

/** `GET /api/explain?cell=` and `GET /api/records?cell=&page=&q=&record=`. */
export function serveExplanations(routes: Routes, explainer: Explainer): void {
  routes.on('GET /api/explain', async (request, caller) => {
    const cell = textOf(request, 'cell')
    caller.require('numbers.explain', areaOf(cell))
    return found(await explainer.explain(cell))
  })
  routes.on('GET /api/records', async (request, caller) => {
    const page = Number(textOf(request, 'page') || '1')
    const filter = textOf(request, 'q')
    const record = textOf(request, 'record')
    if (!(Number.isInteger(page) && page >= 1 && page <= MOST_PAGES) || filter.length > FILTER_LENGTH)
      throw malformed(`page is a whole number from 1, q has at most ${FILTER_LENGTH} characters`)
    const cell = textOf(request, 'cell')
    caller.require('records.view', areaOf(cell))
    return found(await explainer.records(cell, page, filter, record))
  })
}

/** What is no cell lies nowhere: only who may ask about the whole city hears that there is none. */
export const areaOf = (cell: string) => ({ area: parseCellKey(cell)?.area ?? '' })

const DAY_MS = 86_400_000

/** `GET /api/history`: a day of minutes up to now unless another time is asked for. */
export function serveHistory(routes: Routes, parts: HistoryParts): void {
  routes.on('GET /api/history', async (request, caller) => {
    const asked = historyQuestion(request, parts.engine.city.now)
    if (asked === null)
      throw malformed(
        'kind, measure and either device or area must be given, step is minute or hour, from and to are instants',
      )
    requireHistory(parts, asked, caller)
    try {
      return found(await historyOf(parts, asked))
    } catch (error) {
      throw error instanceof HistoryError ? malformed(error.message) : error
    }
  })
}

/** A device lies where it was last heard from. */
function requireHistory({ engine }: HistoryParts, { of, subject }: HistoryQuestion, caller: Caller): void {
  const area = of === 'area' ? subject : (engine.city.held.get(subject)?.derived?.area ?? '')
  caller.require('numbers.explain', { area })
}

const STEPS = ['minute', 'hour'] as const

function historyQuestion(request: Request, now: number): HistoryQuestion | null {
  const [kind, measure] = [textOf(request, 'kind'), textOf(request, 'measure')]
  const subject = subjectOf(textOf(request, 'device'), textOf(request, 'area'))
  const step = STEPS.find(each => each === (textOf(request, 'step') || 'minute'))
  const to = Number(textOf(request, 'to') || now + 1)
  const from = Number(textOf(request, 'from') || to - DAY_MS)
  if (kind === '' || measure === '' || subject === null || step === undefined) return null
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) return null
  return { kind, measure, ...subject, step, from, to }
}

/** Null: neither or both are given. */
function subjectOf(device: string, area: string): Pick<HistoryQuestion, 'of' | 'subject'> | null {
  if ((device === '') === (area === '')) return null
  return device === '' ? { of: 'area', subject: area } : { of: 'device', subject: device }
}

/** A parameter that came twice is none. */
function textOf(request: Request, name: string): string {
  const value = request.query[name]
  return typeof value === 'string' ? value : ''
}

const malformed = (message: string) => new Refused(400, 'malformed', message)

export function found<T>(answer: T | null): T {
  if (answer === null) throw new Refused(404, 'notFound', 'there is no such number')
  return answer
}
