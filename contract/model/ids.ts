import type * as z from 'zod/mini'
import { matching } from './schema.ts'

/**
 * Id of a node of the Figma document, as `node.id` gives it: "12:34". In an instance it names each instance
 * around it, "I12:34;5:6;7:8", so it can be long.
 */
export const NodeId = matching(/^.{1,999}$/s).brand<'NodeId'>()
export type NodeId = z.output<typeof NodeId>

export const PageId = matching(/^.{1,200}$/s).brand<'PageId'>()
export type PageId = z.output<typeof PageId>

/** Id of a run: of one press of Generate, Swap, Regenerate or Vary; made by the window. */
export const RunId = matching(/^.{1,64}$/s).brand<'RunId'>()
export type RunId = z.output<typeof RunId>

/** Id of a job; made by the window. ASCII only, because the idempotency key contains it. */
export const JobId = matching(/^[\x21-\x7e]{1,64}$/).brand<'JobId'>()
export type JobId = z.output<typeof JobId>

/**
 * HiAPI's id of a task: opaque. It becomes part of a URL, so `.`, `..`, white space and control
 * characters are refused.
 */
export const TaskId = matching(/^(?!\.{1,2}$)[^\p{C}\s]{1,200}$/u).brand<'TaskId'>()
export type TaskId = z.output<typeof TaskId>

/** Figma's hash of an image kept in the file (`Image.hash`). */
export const ImageHash = matching(/^.{1,200}$/s).brand<'ImageHash'>()
export type ImageHash = z.output<typeof ImageHash>

/** Value of the `Idempotency-Key` header: at most 255 bytes, here ASCII only. */
export const IdempotencyKey = matching(/^[\x21-\x7e]{1,255}$/).brand<'IdempotencyKey'>()
export type IdempotencyKey = z.output<typeof IdempotencyKey>

/** Identifies a document. Figma gives its own id of a file only to private plugins. */
export const FileId = matching(/^[\w-]{1,64}$/).brand<'FileId'>()
export type FileId = z.output<typeof FileId>

/** Identifies this designer on this computer: a random value that says nothing else about them. */
export const OwnerId = matching(/^[\w-]{1,64}$/).brand<'OwnerId'>()
export type OwnerId = z.output<typeof OwnerId>
