import type { HostDocument } from './document.ts'
import type { NodeRecord } from './types.ts'

/** Where a change comes from: the designer who runs the plugin, or someone else (plugin-api.d.ts 3647). */
export type Origin = 'LOCAL' | 'REMOTE'

/** A node as it was before it was first changed; undefined where it was not there. */
export type OriginalState = { readonly record: NodeRecord | undefined; readonly origin: Origin }

/** One of the changes that `nodechange` tells of (plugin-api.d.ts 3654–3707). */
export type NodeChange = {
  readonly type: 'CREATE' | 'DELETE' | 'PROPERTY_CHANGE'
  readonly id: string
  readonly origin: Origin
  /** What the node is, or was before it was removed. */
  readonly nodeType: string
  readonly properties: readonly string[]
}

/**
 * What has changed since, page by page. Of what is added or removed only the highest parent is told
 * (plugin-api.d.ts 10748); what came and went in between is not told at all.
 */
export const changesByPage = (
  document: HostDocument,
  before: ReadonlyMap<string, OriginalState>,
): ReadonlyMap<string, readonly NodeChange[]> => {
  const pages = new Map<string, NodeChange[]>()
  const was = (id: string) => (before.has(id) ? before.get(id)?.record : document.find(id))
  const pageOf = (record: NodeRecord | null | undefined): string | null => {
    if (record === null || record === undefined) return null
    if (record.type === 'PAGE') return record.id
    return record.parent === null
      ? null
      : pageOf(document.find(record.parent) ?? was(record.parent))
  }
  for (const [id, { record: old, origin }] of before) {
    const now = document.find(id)
    const known = now ?? old
    const change = known && changeOf(old, now, document, before)
    const page = pageOf(known)
    if (!known || !change || page === null || known.type === 'PAGE') continue
    pages.set(page, [...(pages.get(page) ?? []), { ...change, id, origin, nodeType: known.type }])
  }
  return pages
}

const changeOf = (
  old: NodeRecord | undefined,
  now: NodeRecord | null,
  document: HostDocument,
  before: ReadonlyMap<string, OriginalState>,
): Pick<NodeChange, 'type' | 'properties'> | null => {
  if (old === undefined) {
    const parent = now?.parent ?? null
    const isWithin = parent !== null && before.has(parent) && !before.get(parent)?.record
    return isWithin ? null : { type: 'CREATE', properties: [] }
  }
  if (now === null) {
    const isWithin = old.parent !== null && !document.has(old.parent)
    return isWithin ? null : { type: 'DELETE', properties: [] }
  }
  const properties = differing(old, now)
  return properties.length === 0 ? null : { type: 'PROPERTY_CHANGE', properties }
}

const differing = (old: NodeRecord, now: NodeRecord): string[] => {
  const names = new Set([...Object.keys(old.props), ...Object.keys(now.props)])
  const props = [...names].filter((name) => {
    const key = name as keyof NodeRecord['props']
    return old.props[key] !== now.props[key]
  })
  const own = (['parent', 'pluginData', 'type'] as const).filter((key) => old[key] !== now[key])
  return [...props, ...own]
}
