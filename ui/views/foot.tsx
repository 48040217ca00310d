import { Button } from '@create-figma-plugin/ui'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { QuoteLine } from '../run/quote.ts'
import { generateText, priceText } from '../text.ts'
import { type Block, blockText } from '../text/blocks.ts'
import { lineText, moneyLabels, pricesText, savingText } from '../text/money.ts'
import { ConfirmationBox } from './confirmation.tsx'
import css from './foot.module.css'
import type { Amount } from './use-confirmation.ts'

interface Props {
  readonly cost: Amount
  /** What sharing pictures spares; nothing while it is off. */
  readonly saved: Amount
  readonly lines: readonly QuoteLine[]
  /** As "2026-11-01". */
  readonly pricesOf: string
  readonly block: Block | null
  /** What the person is asked to confirm; null while nothing is asked. */
  readonly asked: Amount | null
  /** US dollars, above which it is asked. */
  readonly limit: number
  readonly onGenerate: (event: UIEvent) => void
  readonly onConfirm: (event: UIEvent) => void
  readonly onCancel: () => void
}

/** What a press of Generate makes and costs, or why it can't be pressed. Always in view. */
export function Foot(props: Props) {
  const { cost, saved, lines, block, asked } = props
  const foot = useRef<HTMLDivElement>(null)
  const wasAsked = useRef(false)
  useLayoutEffect(() => {
    // The question has gone, and the focus with it; unless the person has put that elsewhere.
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (wasAsked.current && asked === null && isLost) {
      foot.current?.querySelector<HTMLElement>('[aria-describedby="generate-note"]')?.focus()
    }
    wasAsked.current = asked !== null
  }, [asked])
  return (
    <div ref={foot} class={css.foot}>
      {asked !== null && (
        <ConfirmationBox
          asked={asked}
          label={generateText(asked.pictures)}
          limit={props.limit}
          onConfirm={props.onConfirm}
          onCancel={props.onCancel}
        />
      )}
      <div class={css.line}>
        {block === null ? (
          <details class={css.estimate}>
            <summary id="generate-note" class={css.note} title={hintOf(lines, props.pricesOf)}>
              {priceText(cost.pictures, cost.price)}
              {saved.pictures > 0 && (
                <span class={css.saved}>{savingText(saved.pictures, saved.price)}</span>
              )}
            </summary>
            <Lines lines={lines} pricesOf={props.pricesOf} />
          </details>
        ) : (
          <p id="generate-note" class={css.note}>
            {block.kind === 'severe-crop' ? (
              <button type="button" class={css.look} onClick={lookAtSevereCrop}>
                {blockText(block)}
              </button>
            ) : (
              blockText(block)
            )}
          </p>
        )}
        <Button
          disabled={block !== null || asked !== null}
          aria-describedby="generate-note"
          onClick={(event: MouseEvent) => {
            // The second half of a double click would order, and charge for, everything twice.
            if (event.detail < 2) props.onGenerate(event)
          }}
        >
          {generateText(cost.pictures)}
        </Button>
      </div>
    </div>
  )
}

/** The list of fits may be far below: there is what can be done about it. */
function lookAtSevereCrop(): void {
  document.querySelector<HTMLElement>('[data-accept]:not(:checked)')?.focus()
}

function Lines({ lines, pricesOf }: Pick<Props, 'lines' | 'pricesOf'>) {
  return (
    <div class={css.lines}>
      <ul aria-label={moneyLabels.estimate}>
        {lines.map(({ targets, pictures, price }) => (
          <li key={targets.join()}>{lineText(targets, pictures, price)}</li>
        ))}
      </ul>
      <p>{pricesText(pricesOf)}</p>
    </div>
  )
}

function hintOf(lines: readonly QuoteLine[], pricesOf: string): string {
  const each = lines.map(({ targets, pictures, price }) => lineText(targets, pictures, price))
  return [...each, pricesText(pricesOf)].join('\n')
}
