/**
 * Writes only what differs: Figma refuses some properties where they don't apply, even with the same
 * value.
 */
export function copy<Thing, Key extends keyof Thing>(
  from: Readonly<Pick<Thing, Key>>,
  to: Pick<Thing, Key>,
  keys: readonly Key[],
): void {
  for (const key of keys) if (from[key] !== to[key]) to[key] = from[key]
}
