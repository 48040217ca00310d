import type * as z from 'zod/mini'
import { matching } from './schema.ts'

/** A text of a type of its own, so that no id is taken for one of another kind. */
const id = <Name extends string>(pattern: RegExp) => matching(pattern).brand<Name>()

/** Id of a node of the Figma document, as `node.id` gives it ("12:34"). */
export const NodeId = id<'NodeId'>(/^.{1,200}$/s)
export type NodeId = z.output<typeof NodeId>

export const PageId = id<'PageId'>(/^.{1,200}$/s)
export type PageId = z.output<typeof PageId>

/** Id of a run: of one press of Generate, Swap, Regenerate or Vary; made by the window. */
export const RunId = id<'RunId'>(/^.{1,64}$/s)
export type RunId = z.output<typeof RunId>

/** Id of a job; made by the window. ASCII only, because the idempotency key contains it. */
export const JobId = id<'JobId'>(/^[\x21-\x7e]{1,64}$/)
export type JobId = z.output<typeof JobId>

/**
 * HiAPI's id of a task: opaque. It becomes part of a URL, so `.`, `..`, white space and control
 * characters are refused.
 */
export const TaskId = id<'TaskId'>(/^(?!\.{1,2}$)[^\p{C}\s]{1,200}$/u)
export type TaskId = z.output<typeof TaskId>

/** Figma's hash of an image kept in the file (`Image.hash`). */
export const ImageHash = id<'ImageHash'>(/^.{1,200}$/s)
export type ImageHash = z.output<typeof ImageHash>

/** Value of the `Idempotency-Key` header: at most 255 bytes, here ASCII only. */
export const IdempotencyKey = id<'IdempotencyKey'>(/^[\x21-\x7e]{1,255}$/)
export type IdempotencyKey = z.output<typeof IdempotencyKey>

/** Identifies a document. Figma gives its own id of a file only to private plugins. */
export const FileId = id<'FileId'>(/^[\w-]{1,64}$/)
export type FileId = z.output<typeof FileId>

/** Identifies this designer on this computer: a random value that says nothing else about them. */
export const OwnerId = id<'OwnerId'>(/^[\w-]{1,64}$/)
export type OwnerId = z.output<typeof OwnerId>
