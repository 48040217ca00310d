import { build } from '../../build.ts'
import { findPostgres, leftOut } from './postgres-binaries.ts'

/** Builds the relay, and says once for all files what is left out, so that no run passes for a whole one. */
export default function setup(): void {
  build('relay/build.mjs')
  if (findPostgres() === null) console.warn(leftOut)
}
