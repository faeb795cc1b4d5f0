import type { TSchema } from 'typebox'
import type { Calendar } from '../calendar/calendar.ts'
import type { Flag } from '../model/fact.ts'
import type { Fields, Text, Value } from '../model/value.ts'
import type { Happened } from './recurring.ts'
import type { Course } from './worked/course.ts'

/** The newest version of one part of a thing. */
export interface Part {
  readonly kindVersion: number
  readonly op: 'put' | 'drop'
  readonly version: number
  readonly at: number
  readonly hash: string
  readonly event: number
  readonly area: string
  readonly flags: readonly Flag[]
  readonly fields: Fields
  /** Two different bodies came under this same version (A2); the later by source time stands. */
  readonly conflict: boolean
}

/** What the city knows of one thing in one upstream: its current state, whatever order the reports came in. */
export interface Thing {
  readonly id: string
  readonly kind: string
  readonly parts: { readonly [part: string]: Part }
}

/**
 * What a metric, a list or an explanation may ask of a thing: flat, exactly the columns its kind declares. Every row says
 * its `event` (business time), `kind` and `area`, so that lists and metrics over several kinds can tell them apart.
 */
export type Row = { readonly [name: string]: Value }

/** What follows from a thing at an instant. */
export interface Derived {
  /** Finest known area code, '' when not located: still counted for the city. */
  readonly area: string
  readonly row: Row
  /** Inner rows by name (a project's items), each with a `key` unique within the thing. */
  readonly rows?: { readonly [over: string]: readonly Row[] }
  /** The next instant at which time alone may change the answer; null when none ever will. */
  readonly nextAt: number | null
}

export interface Env {
  readonly now: number
  /** The one that the kind runs on. */
  readonly calendar: Calendar
}

/** The calendar that each kind of record runs on: approvals rest at weekends, 城管 does not (DOMAIN 2.4). */
export type CalendarOf = (kind: string) => Calendar

/** A column of a row, for documents, lists and screens. */
export interface Column {
  readonly name: string
  readonly title: Text
  readonly type: 'text' | 'number' | 'instant' | 'flag' | 'list'
  /** What a number counts once it is divided by `scale` (1 when left out). */
  readonly unit?: Text
  readonly scale?: number
  /** What the codes of a text or list column mean. */
  readonly codes?: Codes
  /** A flag that is true of few things at a time (open, overdue): a list of those may look at all time. */
  readonly bounded?: true
}

export interface Codes {
  readonly [code: string]: Text
}

/** What a kind of device says of its readings. */
export interface Telemetry {
  /** Those that are rolled up by minute and hour: quantities of which a sum, a least and a greatest mean something. */
  readonly measures: readonly string[]
  /** Whether a number is a value of this measure, and not a fault of the device. */
  readonly isValue: (measure: string, value: number) => boolean
  /** Whether a quantity cannot change so much from one reading to the next. */
  readonly isJump: (measure: string, from: number, to: number) => boolean
  /** Whether a quantity never says the same for an hour while it works. */
  readonly isRestless: (measure: string) => boolean
  /** Whether it only rises, as a meter does, and begins at 0 again when that is replaced. */
  readonly isCounter: (measure: string) => boolean
  /** After so long a silence nothing can be said of a jump, ms. */
  readonly quiet: number
}

/** What a public screen may tell. */
export interface Publicly {
  /** Left out, it is about people: few of them are not told as a number. */
  readonly about?: 'things'
  /** Its ids and places follow from what somebody else told: rows have no id, and are placed to the town, as if it were about people. */
  readonly nameless?: true
  /** Texts that are shown as they are: names of things and of departments, never what somebody wrote. */
  readonly open?: readonly string[]
}

/** What people may press for (督办, LYX-05): whatever has a clock, and a department that answers for it. */
export interface Pressed {
  /** The inner rows that are pressed one by one; left out: the thing itself. */
  readonly over?: string
  /** The columns of what it is called, and of what it is a part of. */
  readonly title: string
  readonly of?: string
}

/**
 * A type of record. Everything that differs between kinds is here: nothing outside a kind's folder asks which kind
 * a thing is.
 */
export interface Kind {
  readonly id: string
  readonly version: number
  readonly title: Text
  /** The schema of each part's fields; `prefix:` names parts that come many times (`step:`). */
  readonly parts: { readonly [part: string]: TSchema }
  readonly columns: readonly Column[]
  readonly inner?: { readonly [over: string]: readonly Column[] }
  /** Of kinds that are told by readings. Their inner rows `minutes` and `hours` are made of rollups, not by `derive`. */
  readonly telemetry?: Telemetry
  /** What people who pass by may see of it; left out: nothing that could tell of a person (shared/audience). */
  readonly publicly?: Publicly
  /** Left out: nobody is pressed for it. */
  readonly pressed?: Pressed
  /** There are so few (a catalogue, key projects) that a list may hold them all. */
  readonly bounded?: true
  /** Lifts fields written under an older version; pure, tested on stored samples. */
  readonly upcast?: (fields: Fields, from: number, part: string) => Fields
  /** Of kinds that happen again at one spot: what, when and where it was. null: alike to nothing (nobody knows where, or it was none). */
  readonly recurring?: (thing: Thing) => Happened | null
  /** Of kinds that people work on by a document of their ledger (ADR 51): what was done. null: there is no such thing. */
  readonly worked?: (thing: Thing) => Course | null
  /** null: there is nothing to count (dropped, or its main part has not come yet). */
  readonly derive: (thing: Thing, env: Env) => Derived | null
}

/** The part without which there is no thing; null when it is missing or was dropped. */
export function mainPart(thing: Thing): Part | null {
  const part = thing.parts['main']
  return part === undefined || part.op === 'drop' ? null : part
}
