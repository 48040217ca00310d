import { useState } from 'preact/hooks'
import type { Sizing } from '../../../contract/model/target.ts'
import { edgeProblem, sizingTexts, targetLabels } from './text.ts'
import { pixelsOf } from '../composer/check-placement.ts'
import { useComposer } from '../composer/composer-state.ts'
import common from '../../components/widgets/common.module.css'
import field from '../../components/widgets/text-field.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './frame-size.module.css'

const ways = ['width', 'height', 'area', 'edge', 'picture'] as const

/** The initial long edge: that of a usual screen. */
const usualEdge = 1920

/** How large the frames of plain ratios become. */
export function SizingChoice() {
  const { variants } = useComposer()
  const sizing = variants.sizing.value
  const [edge, setEdge] = useState(sizing.by === 'edge' ? sizing.pixels : usualEdge)
  const [written, setWritten] = useState(String(edge))
  const byEdge = sizing.by === 'edge'
  // A set that was applied brings its own long edge.
  if (byEdge && sizing.pixels !== edge) {
    setEdge(sizing.pixels)
    setWritten(String(sizing.pixels))
  }
  const problem = byEdge && pixelsOf(written) === null ? edgeProblem(edge) : null

  function onChange(next: Sizing) {
    variants.change((latest) => ({ ...latest, sizing: next }))
  }

  function onInput(value: string) {
    setWritten(value)
    const pixels = pixelsOf(value)
    if (pixels === null) return
    setEdge(pixels)
    onChange({ by: 'edge', pixels })
  }

  return (
    <div>
      <div class={`${layout.row} ${layout.gap4} ${css.row}`}>
        <label for="sizing" class={common.label}>
          {targetLabels.sizing}
        </label>
        {/* Keeps its space, so that nothing moves when it comes and goes. */}
        <input
          type="text"
          inputMode="numeric"
          class={`${field.line} ${common.figures} ${byEdge ? css.edge : css.absent}`}
          value={written}
          aria-label={targetLabels.edge}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : 'edge-problem'}
          onInput={(event) => {
            onInput(event.currentTarget.value)
          }}
        />
        <select
          id="sizing"
          class={common.select}
          value={sizing.by}
          onChange={(event) => {
            const way = ways.find((each) => each === event.currentTarget.value) ?? 'width'
            onChange(way === 'edge' ? { by: way, pixels: edge } : { by: way })
          }}
        >
          {ways.map((way) => (
            <option key={way} value={way}>
              {sizingTexts[way]}
            </option>
          ))}
        </select>
      </div>
      {problem !== null && (
        <p id="edge-problem" class={common.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}
