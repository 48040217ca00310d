import { Button } from '../../components/widgets/button.tsx'
import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { QuoteLine } from '../../engine/planning/quote.ts'
import { lineText, priceText, pricesText } from '../../formats/money.ts'
import { labels } from '../../formats/labels.ts'
import { useAppState } from '../../state/app-state.ts'
import { CostConfirmation } from './cost-confirmation.tsx'
import { LinkedText } from '../../components/widgets/linked-text.tsx'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './order-bar.module.css'
import type { Amount } from './use-cost-confirmation.ts'
import { submitKeys } from '../../lib/submit-keys.ts'
import type { Ordering } from './use-order.ts'

/** Why nothing can be ordered. */
interface Reason {
  readonly text: string
  /** Whether it is a crop to agree to: the text then leads to that crop. */
  readonly isCrop: boolean
  /** Opens the part of the window that contains the crop. */
  readonly open?: () => void
}

interface Props {
  readonly label: string
  /** The label of the button that confirms an expensive run; left out if it is the same. */
  readonly confirmLabel?: string
  readonly cost: Amount
  readonly lines: readonly QuoteLine[]
  /** The name of the lines: "Estimate by target". */
  readonly linesLabel: string
  readonly reason: Reason | null
  readonly ordering: Ordering
  /** A further remark on the order. */
  readonly remark?: string
  /** Shown instead of the price if the order costs nothing. */
  readonly free?: string | undefined
  /** Further buttons, beside the main one. */
  readonly children?: ComponentChildren
}

/** What a press of the button makes and costs, or why it can't be pressed. Always in view. */
export function OrderBar(props: Props) {
  const { label, cost, lines, linesLabel, reason, ordering, free, children } = props
  const { prices, navigation } = useAppState()
  const asked = ordering.asked.value
  const foot = useRef<HTMLDivElement>(null)
  const wasAsked = useRef(false)
  const isBlocked = reason !== null
  useLayoutEffect(() => {
    const focused = document.activeElement
    const button = foot.current?.querySelector<HTMLButtonElement>('[aria-describedby="order-note"]')
    // The question has gone, and the focus with it, unless the designer has moved the focus elsewhere.
    const isLost = focused === document.body
    const isLeft = wasAsked.current && asked === null && isLost
    wasAsked.current = asked !== null
    if (!isLeft && focused !== button) return
    if (button?.disabled === false) button.focus()
    // The pressed button is disabled now. If the canvas has the focus, it stays there.
    else if (document.hasFocus()) moveFocusToFallback()
  }, [asked, isBlocked])
  const pricesOf = prices.value.trueOn
  return (
    <div ref={foot} class={`${common.figures} ${css.foot}`}>
      {asked !== null && (
        <CostConfirmation
          asked={asked}
          label={props.confirmLabel ?? label}
          onConfirm={ordering.confirm}
          onCancel={ordering.withdraw}
        />
      )}
      <div
        class={`${layout.between} ${layout.gap8} ${css.line} ${children === undefined ? '' : css.wraps}`}
      >
        {free !== undefined ? (
          <p id="order-note" class={css.note}>
            {free}
          </p>
        ) : reason === null ? (
          <details class={css.estimate}>
            <summary id="order-note" class={css.note} title={hintOf(lines, pricesOf)}>
              {priceText(cost.pictures, cost.price)}
              {props.remark !== undefined && (
                <span class={`${common.hint} ${css.remark}`}>{props.remark}</span>
              )}
            </summary>
            <Lines lines={lines} label={linesLabel} pricesOf={pricesOf} />
          </details>
        ) : (
          <p id="order-note" class={css.note}>
            {reason.isCrop ? (
              <button
                type="button"
                class={css.look}
                onClick={() => {
                  reason.open?.()
                  // By then the opened part is drawn.
                  requestAnimationFrame(lookAtSevereCrop)
                }}
              >
                <Led text={reason.text} />
              </button>
            ) : (
              <LinkedText
                text={reason.text}
                word={labels.settings}
                act={navigation.toSettings.value}
              />
            )}
          </p>
        )}
        {children}
        <Button
          disabled={isBlocked || asked !== null}
          aria-describedby="order-note"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          data-keys={submitKeys(navigator.userAgent)}
          onClick={(event) => {
            // The second half of a double click would order, and charge for, everything twice.
            if (event.detail < 2) ordering.press(event)
          }}
        >
          {label}
        </Button>
      </div>
    </div>
  )
}

/** A sentence whose last word says what a press does. */
function Led({ text }: { readonly text: string }) {
  const at = text.lastIndexOf(' ') + 1
  return (
    <>
      {text.slice(0, at)}
      <span class={common.inText}>{text.slice(at)}</span>
    </>
  )
}

/** Moves the focus to the first crop without consent, which may be out of sight. */
function lookAtSevereCrop(): void {
  document.querySelector<HTMLElement>('[data-accept]:not(:checked)')?.focus()
}

interface LinesProps extends Pick<Props, 'lines'> {
  readonly label: string
  /** As "2026-11-01". */
  readonly pricesOf: string
}

function Lines({ lines, label, pricesOf }: LinesProps) {
  return (
    <div class={css.lines}>
      <ul aria-label={label}>
        {lines.map((line, index) => (
          <li key={index}>{lineText(line)}</li>
        ))}
      </ul>
      <p>{pricesText(pricesOf)}</p>
    </div>
  )
}

function hintOf(lines: readonly QuoteLine[], pricesOf: string): string {
  return [...lines.map(lineText), pricesText(pricesOf)].join('\n')
}
