import { findPostgres, leftOut } from './postgres-binaries.ts'

/** Says once for all files what is left out, so that a run without it does not pass for a whole one. */
export default function setup(): void {
  if (findPostgres() === null) console.warn(leftOut)
}
