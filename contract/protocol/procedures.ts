import type * as z from 'zod/mini'
import type { events } from './events.ts'
import type { requests } from './requests.ts'
import type { responses } from './responses.ts'

/** What the window may ask of the plugin half. Types alone: the sandbox never loads the responses. */
export type ProcedureName = keyof typeof requests
export type RequestOf<Name extends ProcedureName> = z.output<(typeof requests)[Name]>
export type ResponseOf<Name extends ProcedureName> = z.output<
  Paired<typeof requests, typeof responses>[Name]
>

/** Every procedure has its response, and there is none besides. */
type Paired<
  Requests,
  Responses extends Record<keyof Requests, z.core.$ZodType>,
> = keyof Responses extends keyof Requests ? Responses : never

/** What the plugin half tells unasked. */
export type EventName = keyof typeof events
export type EventOf<Name extends EventName> = z.output<(typeof events)[Name]>
