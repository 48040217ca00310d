import * as z from 'zod/mini'

/** Begins the name of an uploaded reference in a task's references; the hash of its bytes follows. */
export const referencePrefix = 'relay:sha256-'

/** What the window reads of the answer to `POST /v1/references`, whose body is the picture's bytes. */
export const UploadedReference = z.object({
  /** The name to put into a task's references: `relay:sha256-…`. */
  reference: z.string(),
})

/** The whole answer. */
export interface ReferenceReply extends z.output<typeof UploadedReference> {
  readonly bytes: number
  readonly type: string
  /** Unix seconds; uploading the same bytes again postpones it. */
  readonly expires: number
}
