import * as z from 'zod/mini'
import { ModelName } from '../job-request.ts'
import { between } from '../schema.ts'

/** The model that new settings start with. */
export const firstModel = 'gpt-image-2-image-to-image'

/** The relay that the plugin was built for, inserted by the build; empty for none. */
declare const __relay__: string | undefined

/** The only address that this build may call; null if the designer enters one. */
export const fixedRelay = typeof __relay__ === 'undefined' || __relay__ === '' ? null : __relay__

export const hiapiAddress = 'https://api.hiapi.ai'

export const defaultApiAddress = fixedRelay ?? hiapiAddress

/**
 * Kept in this user's client storage, never in the document. `version` grows when a field changes its
 * meaning; a new field gets a default instead.
 */
export const Settings = z.object({
  version: z.literal(1),
  /** HiAPI key; empty while there is none. */
  apiKey: z._default(z.string(), ''),
  /** Where the API is, with or without a trailing `/v1`. */
  apiAddress: z._default(z.string(), defaultApiAddress),
  /** Where HiAPI announces finished tasks; empty for nowhere. */
  callbackUrl: z._default(z.string(), ''),
  /**
   * The most tasks at once: HiAPI documents 10, and other numbers for other tiers. The window has no
   * field for this; a 429 is obeyed in any case.
   */
  tasksAtOnce: z._default(between(1, 50), 10),
  /** The window asks before a run whose estimate is higher, in US dollars. */
  confirmAbove: z._default(between(0), 2),
  /** Variant names, with `{source}`, `{target}`, `{ratio}`, `{width}`, `{height}` and `{copy}`. */
  namePattern: z._default(z.string(), '{source} · {target}'),
  /** Whether each run gets a section of its own around its variants. */
  inSection: z._default(z.boolean(), false),
  /** The model name that the API accepted last. */
  model: z._default(ModelName, firstModel),
})
export type Settings = z.output<typeof Settings>

export const defaultSettings: Settings = Settings.parse({ version: 1 })
