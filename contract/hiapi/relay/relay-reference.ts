import * as z from 'zod/mini'

/** A reference by its bytes: what stands for them in a task's references. */
export const referencePrefix = 'relay:sha256-'

/** What the window reads of the answer to `POST /v1/references`, whose body is the picture's bytes. */
export const UploadedReference = z.object({
  /** Stands for the bytes in a task's references: `relay:sha256-…`. */
  reference: z.string(),
})

/** The whole answer. */
export interface ReferenceReply extends z.output<typeof UploadedReference> {
  readonly bytes: number
  readonly type: string
  /** Unix seconds; the same bytes sent again move it on. */
  readonly expires: number
}
