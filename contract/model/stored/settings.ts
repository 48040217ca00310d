import * as z from 'zod/mini'
import { between } from '../schema.ts'

/** What a model is called at the API. Which there are is the window's business. */
export const ModelName = z.string().check(z.refine(({ length }) => length <= 100))

/** The model that a new settings begins with. */
export const firstModel = 'gpt-image-2-image-to-image'

export const defaultApiAddress = 'https://api.hiapi.ai'

/**
 * What a designer sets once. Kept in this user's client storage, never in the document.
 * `version` grows when a field changes its meaning; a new field gets a default instead.
 */
export const Settings = z.object({
  version: z.literal(1),
  /** HiAPI key; empty while there is none. */
  apiKey: z._default(z.string(), ''),
  /** Where the API is, with or without a trailing `/v1`. */
  apiAddress: z._default(z.string(), defaultApiAddress),
  /** Where HiAPI is to announce finished tasks; empty for nowhere. */
  callbackUrl: z._default(z.string(), ''),
  /**
   * The most tasks at once: HiAPI documents 10, and other numbers for other tiers. It has no field in
   * the window; 429s are obeyed whatever it is.
   */
  tasksAtOnce: z._default(z.number().check(between(1, 50)), 10),
  /** A run that is estimated to cost more, in US dollars, is asked about first. */
  confirmAbove: z._default(z.number().check(between(0)), 2),
  /** What variants are called: `{source}`, `{target}`, `{ratio}`, `{width}`, `{height}`, `{copy}`. */
  namePattern: z._default(z.string(), '{source} · {target}'),
  /** Whether each run gets a section of its own around its variants. */
  inSection: z._default(z.boolean(), false),
  /** The name of the model that the API took last. */
  model: z._default(ModelName, firstModel),
})
export type Settings = z.output<typeof Settings>

export const defaultSettings: Settings = Settings.parse({ version: 1 })
