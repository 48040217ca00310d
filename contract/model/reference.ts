import * as z from 'zod/mini'
import { Size } from './geometry.ts'
import { ImageHash } from './ids.ts'
import { Name } from './shorten.ts'

/** The picture that went to the API, kept in the file as an image under its hash. */
export const Reference = z.object({
  hash: ImageHash,
  type: z.literal(['image/png', 'image/jpeg']),
  ...Size.shape,
})
export type Reference = z.output<typeof Reference>

/** What a further reference shows the model. */
export const roles = ['style', 'brand', 'subject'] as const
export const Role = z.literal(roles)
export type Role = z.output<typeof Role>

/** The most further references that are read from a file; every model takes fewer. */
export const mostFurther = 31

/** A reference beside the source's own, chosen on the canvas. */
export const FurtherReference = z.object({ reference: Reference, role: Role, name: Name })
export type FurtherReference = z.output<typeof FurtherReference>
