import { useEffect, useRef } from 'preact/hooks'
import type { NodeId } from '../../plugin/protocol/ids.ts'
import type { Thumbnails } from './thumbnails.ts'
import css from './sources.module.css'

/** A source's picture, asked for when it comes into view. A canvas: it needs no address. */
export function Thumbnail({ source, thumbnails }: { source: NodeId; thumbnails: Thumbnails }) {
  const canvas = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    const element = canvas.current
    if (element === null) return undefined
    let gone = false
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      observer.disconnect()
      void thumbnails.get(source).then((bitmap) => {
        if (bitmap !== null && !gone) draw(bitmap, element)
      })
    })
    observer.observe(element)
    return () => {
      gone = true
      observer.disconnect()
    }
  }, [source, thumbnails])

  return <canvas ref={canvas} class={css.picture} width={1} height={1} aria-hidden="true" />
}

function draw(bitmap: ImageBitmap, canvas: HTMLCanvasElement): void {
  // A closed bitmap has no size: its source was deselected meanwhile.
  if (bitmap.width === 0) return
  canvas.width = bitmap.width
  canvas.height = bitmap.height
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
}
