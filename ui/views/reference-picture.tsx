import { useEffect, useRef } from 'preact/hooks'
import type { Reference } from '../../plugin/protocol/recipe.ts'
import type { ReferencePictures } from './reference-pictures.ts'
import css from './references.module.css'

interface Props {
  /** Null while it is being captured. */
  readonly reference: Reference | null
  readonly pictures: ReferencePictures
}

/** What the model will see of a reference. A canvas: it needs no address. */
export function ReferencePicture({ reference, pictures }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (reference === null) return undefined
    let gone = false
    void pictures(reference).then((bitmap) => {
      const { current } = canvas
      if (bitmap !== null && current !== null && !gone) {
        current.width = bitmap.width
        current.height = bitmap.height
        current.getContext('2d')?.drawImage(bitmap, 0, 0)
      }
      bitmap?.close()
    })
    return () => {
      gone = true
    }
  }, [reference, pictures])
  return <canvas ref={canvas} class={css.picture} width={1} height={1} aria-hidden="true" />
}
