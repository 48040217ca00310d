import { useEffect, useRef } from 'preact/hooks'
import type { PictureCache } from '../../lib/picture-cache.ts'

interface Props<Key> {
  /** The thing to show; null while there is none yet. */
  readonly of: Key | null
  readonly from: PictureCache<Key>
  readonly class: string | undefined
}

/** A small picture, loaded when it comes into view. A canvas needs no address for it. */
export function SmallPicture<Key extends string>({ of, from, class: look }: Props<Key>) {
  const canvas = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    const element = canvas.current
    if (element === null || of === null) return undefined
    let isGone = false
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      observer.disconnect()
      void from.get(of).then((bitmap) => {
        if (bitmap !== null && !isGone) draw(bitmap, element)
      })
    })
    observer.observe(element)
    return () => {
      isGone = true
      observer.disconnect()
    }
  }, [of, from])

  return <canvas ref={canvas} class={look} width={1} height={1} aria-hidden="true" />
}

function draw(bitmap: ImageBitmap, canvas: HTMLCanvasElement): void {
  // A closed bitmap has no size: the cache has dropped it.
  if (bitmap.width === 0) return
  canvas.width = bitmap.width
  canvas.height = bitmap.height
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
}
