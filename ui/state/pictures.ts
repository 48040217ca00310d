import type { ImageHash, NodeId } from '../../contract/model/ids.ts'
import { type ReadonlySignal, signal } from '@preact/signals'
import type { EventOf } from '../../contract/protocol/procedures.ts'
import type { Alarm, PluginClient } from '../../contract/protocol/client.ts'
import { createPictureCache, type PictureCache } from '../lib/picture-cache.ts'

export type Thumbnails = PictureCache<NodeId>

/** Twice the 80 pixels of a thumbnail's width, for dense screens. */
const longEdge = 160

export function createThumbnails(plugin: PluginClient): Thumbnails {
  return createPictureCache(async (source) => {
    const { bytes } = await plugin.call('thumbnail', { source, longEdge })
    return bytes
  })
}

/** An edit is over after this long without another one, in milliseconds. */
const quiet = 600

/** The pictures of what is selected. What is edited is drawn again once the edit is over. */
export function createSelectedPictures(
  plugin: PluginClient,
  alarm: Alarm,
  opened: Pick<EventOf<'selection'>, 'selected'>,
): ReadonlySignal<Thumbnails> {
  const current = signal(createThumbnails(plugin))
  const idsOf = ({ selected }: typeof opened) => selected.map(({ id }) => id).join()
  let before = idsOf(opened)
  let cancel = () => {}
  plugin.on('selection', (now) => {
    const isEdit = idsOf(now) === before
    before = idsOf(now)
    // What was edited before may still be selected, or pinned.
    if (!isEdit) return
    cancel()
    cancel = alarm(quiet, () => {
      current.value = createThumbnails(plugin)
    })
  })
  return current
}

/** Pictures kept in the file, scaled down; null if the file no longer has them. */
export type KeptPictures = PictureCache<ImageHash>

/** In pixels: twice the visible height, for dense screens. */
const height = 192

export function createKeptPictures(plugin: PluginClient): KeptPictures {
  return createPictureCache(async (hash) => {
    const { bytes } = await plugin.call('readReference', { hash })
    return bytes
  }, height)
}
