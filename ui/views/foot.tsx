import { Button } from '@create-figma-plugin/ui'
import { generateText, priceText } from '../text.ts'
import { type Block, blockText } from '../text/blocks.ts'
import css from './foot.module.css'

interface Props {
  readonly pictures: number
  readonly price: number
  readonly block: Block | null
  readonly onGenerate: (event: UIEvent) => void
}

/** What a press of Generate makes and costs, or why it can't be pressed. Always in view. */
export function Foot({ pictures, price, block, onGenerate }: Props) {
  return (
    <div class={css.foot}>
      <p id="generate-note" class={css.note}>
        {block === null ? priceText(pictures, price) : blockText(block)}
      </p>
      <Button
        disabled={block !== null}
        aria-describedby="generate-note"
        onClick={(event: MouseEvent) => {
          // The second half of a double click would order, and charge for, everything twice.
          if (event.detail < 2) onGenerate(event)
        }}
      >
        {generateText(pictures)}
      </Button>
    </div>
  )
}
