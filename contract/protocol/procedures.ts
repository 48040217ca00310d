import type * as z from 'zod/mini'
import type { events } from './events.ts'
import type { requests } from './requests.ts'
import type { responses } from './responses.ts'

/** The window's calls. Only types: the sandbox never loads the responses. */
export type ProcedureName = keyof typeof requests
export type RequestOf<Name extends ProcedureName> = z.output<(typeof requests)[Name]>
export type ResponseOf<Name extends ProcedureName> = z.output<
  Paired<typeof requests, typeof responses>[Name]
>

/** Checks that every procedure has a response, and that there are no others. */
type Paired<
  Requests,
  Responses extends Record<keyof Requests, z.core.$ZodType>,
> = keyof Responses extends keyof Requests ? Responses : never

export type EventName = keyof typeof events
export type EventOf<Name extends EventName> = z.output<(typeof events)[Name]>
