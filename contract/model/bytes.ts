import * as z from 'zod/mini'

/**
 * Bytes that cross between the halves. Checked by tag, not by `instanceof`: a message can come
 * from another realm, whose `Uint8Array` is a different constructor.
 */
export const Bytes = z.custom<Uint8Array>(
  (value) => Object.prototype.toString.call(value) === '[object Uint8Array]',
)
