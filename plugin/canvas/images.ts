import { messageOf, PluginError } from '../../contract/protocol/plugin-error.ts'
import type { Size } from '../../contract/model/geometry.ts'
import { ImageHash } from '../../contract/model/ids.ts'

/** Keeps bytes in the file. @throws {PluginError} `picture-refused` */
export function keepImage(
  figma: Pick<PluginAPI, 'createImage'>,
  bytes: Uint8Array,
): { image: Image; hash: ImageHash } {
  try {
    const image = figma.createImage(bytes)
    return { image, hash: ImageHash.parse(image.hash) }
  } catch (thrown) {
    throw refused(thrown)
  }
}

/** Width and height in the picture's own pixels. @throws {PluginError} `picture-refused` */
export async function sizeOf(image: Image): Promise<Size> {
  try {
    const { width, height } = await image.getSizeAsync()
    return { width, height }
  } catch (thrown) {
    throw refused(thrown)
  }
}

/** The bytes kept under a hash, or null where the file no longer has them. */
export async function readImage(
  figma: Pick<PluginAPI, 'getImageByHash'>,
  hash: ImageHash,
): Promise<Uint8Array | null> {
  const image = figma.getImageByHash(hash)
  if (image === null) return null
  try {
    return await image.getBytesAsync()
  } catch {
    // Images load separately from the document; one that can't be loaded can't be sent either.
    return null
  }
}

function refused(thrown: unknown): PluginError {
  return new PluginError('picture-refused', messageOf(thrown))
}
