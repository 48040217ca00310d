import { useSignal } from '@preact/signals'
import { IconButton } from '../../components/widgets/button.tsx'
import button from '../../components/widgets/button.module.css'
import common from '../../components/widgets/common.module.css'
import icon from '../../components/widgets/icon-button.module.css'
import { ChevronIcon } from '../../components/widgets/icons.tsx'
import layout from '../../components/widgets/layout.module.css'
import { moveFocusToFallback } from '../../components/widgets/move-focus.ts'
import type { LiveComposer } from '../composer/live/live-composer.ts'
import { LiveList } from './live-list.tsx'
import css from './live-text.module.css'
import { LiveRemarks } from './live-remarks.tsx'
import { countText, liveLabels, onShapesText, refusalText, unreadText } from './text.ts'

interface Props {
  readonly live: LiveComposer
}

/** The switch that keeps text live over a picture without it; one line until its list is opened. */
export function LiveTextSection({ live }: Props) {
  const isOpen = useSignal(false)
  const sources = live.sources.value
  if (sources.length === 0) return null
  const isOn = live.isOn.value
  const off = live.off.value
  const blocks = sources.flatMap(({ reading }) =>
    reading.state === 'read' ? reading.live.blocks : [],
  )
  const isReading = sources.some(({ reading }) => reading.state === 'reading')
  const unread = sources.flatMap(({ name, reading }) => (reading.state === 'failed' ? [name] : []))
  const refused = refusedIn(sources)
  const onShapes = live.onShapes.value
  const isNone = isOn && blocks.length === 0 && !isReading && unread.length === 0
  const isListed = isOn && blocks.length > 0
  const texts = (all: typeof blocks) => all.reduce((sum, { lines }) => sum + lines.length, 0)
  return (
    <div class={layout.column}>
      <div class={`${layout.between} ${css.head}`}>
        <label class={`${layout.row} ${layout.gap6}`}>
          <input
            type="checkbox"
            class={common.checkbox}
            checked={isOn && !isNone}
            disabled={isNone}
            aria-describedby={isOn ? 'live-notes' : undefined}
            onChange={live.toggle}
          />
          <span class={isNone ? common.hint : undefined}>{liveLabels.keep}</span>{' '}
          {isOn && (
            <span class={common.fact}>
              {isReading
                ? liveLabels.reading
                : (blocks.length > 0 || refused.length === 0) &&
                  countText(texts(blocks.filter(({ id }) => !off.has(id))), texts(blocks))}
            </span>
          )}
        </label>
        {isListed && (
          <IconButton
            id="live-toggle"
            class={icon.icon}
            aria-label={liveLabels.list}
            aria-expanded={isOpen.value}
            aria-controls={isOpen.value ? 'live-list' : undefined}
            onClick={() => {
              isOpen.value = !isOpen.value
            }}
          >
            <ChevronIcon turn={isOpen.value ? 'down' : 'right'} />
          </IconButton>
        )}
      </div>
      {isListed && isOpen.value && <LiveList id="live-list" live={live} />}
      {isOn && (
        <div id="live-notes" aria-live="polite">
          {refused.map(({ id, name, refusal }) => (
            <p key={id} class={isNone ? common.hint : common.warning} dir="auto">
              {refusalText(name, refusal)}
            </p>
          ))}
          {unread.length > 0 && <p class={common.problem}>{unreadText(unread)}</p>}
          {onShapes.length > 0 && (
            <p class={common.warning} dir="auto">
              {onShapesText(onShapes)}
            </p>
          )}
          <LiveRemarks
            remarks={live.remarks.value}
            isWhole={isOpen.value}
            onOpen={() => {
              // The button is about to disappear with the focus in it.
              moveFocusToFallback('live-toggle')
              isOpen.value = true
            }}
          />
        </div>
      )}
      {isOn && unread.length > 0 && !isReading && (
        <div>
          <button
            type="button"
            class={button.plain}
            onClick={() => {
              // The button is about to disappear with the focus in it.
              moveFocusToFallback('prompt')
              live.again()
            }}
          >
            {liveLabels.again}
          </button>
        </div>
      )}
    </div>
  )
}

/** The sources whose text becomes part of their pictures, except those without any. */
function refusedIn(sources: LiveComposer['sources']['value']) {
  return sources.flatMap(({ id, name, reading }) => {
    const refusal = reading.state === 'read' ? reading.live.refusal : undefined
    return refusal === undefined || refusal === 'none' ? [] : [{ id, name, refusal }]
  })
}
