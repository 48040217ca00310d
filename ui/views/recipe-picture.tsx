import { useEffect, useRef, useState } from 'preact/hooks'
import type { ImageHash } from '../../plugin/protocol/ids.ts'
import css from './recipe-panel.module.css'
import type { RecipePictures } from './recipe-pictures.ts'

interface Props {
  readonly hash: ImageHash
  readonly pictures: RecipePictures
}

/** A picture that a recipe is made of, asked for when it comes into view. */
export function RecipePicture({ hash, pictures }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    const element = canvas.current
    if (element === null) return undefined
    let isGone = false
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      observer.disconnect()
      void pictures.get(hash).then((bitmap) => {
        if (bitmap === null || isGone || bitmap.width === 0) return
        element.width = bitmap.width
        element.height = bitmap.height
        element.getContext('2d')?.drawImage(bitmap, 0, 0)
      })
    })
    observer.observe(element)
    return () => {
      isGone = true
      observer.disconnect()
    }
  }, [hash, pictures])

  return <canvas ref={canvas} class={css.picture} width={1} height={1} aria-hidden="true" />
}

/** The picture itself, for what draws it; null until it is there. */
export function useRecipePicture(
  hash: ImageHash | null,
  pictures: RecipePictures,
): ImageBitmap | null {
  const [found, setFound] = useState<{ hash: ImageHash; bitmap: ImageBitmap | null } | null>(null)
  useEffect(() => {
    if (hash === null) return undefined
    let isGone = false
    void pictures.get(hash).then((bitmap) => {
      if (!isGone) setFound({ hash, bitmap })
    })
    return () => {
      isGone = true
    }
  }, [hash, pictures])
  return found?.hash === hash ? found.bitmap : null
}
