import type { LiveBlock } from '../../../contract/model/canvas-text.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import type { LiveComposer } from '../composer/live/live-composer.ts'
import css from './live-text.module.css'
import { liveLabels } from './text.ts'

interface Props {
  readonly id: string
  readonly live: LiveComposer
}

/** The blocks that can stay live, each with a checkbox; by source if there are several. */
export function LiveList({ id, live }: Props) {
  const found = live.sources.value.flatMap(({ id: source, name, reading }) =>
    reading.state === 'read' && reading.live.blocks.length > 0
      ? [{ source, name, blocks: reading.live.blocks }]
      : [],
  )
  return (
    <div id={id} class={`${layout.scrolls} ${css.list}`} role="group" aria-label={liveLabels.list}>
      {found.map(({ source, name, blocks }) => (
        <div key={source}>
          {found.length > 1 && (
            <p class={`${common.hint} ${common.ellipsis} ${css.source}`} dir="auto">
              {name}
            </p>
          )}
          <ul aria-label={name}>
            {blocks.map((block) => (
              <li key={block.id}>
                <BlockTick block={block} live={live} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

function BlockTick({ block, live }: { readonly block: LiveBlock; readonly live: LiveComposer }) {
  const { id, name, lines } = block
  const said = lines.map(({ characters }) => characters.replace(/\s+/g, ' ').trim()).join(' · ')
  const isNamedSo = said === '' || said === name.trim()
  return (
    <label class={`${layout.row} ${layout.gap6} ${css.block}`} title={said}>
      <input
        type="checkbox"
        class={common.checkbox}
        checked={!live.off.value.has(id)}
        onChange={() => {
          live.toggleBlock(id)
        }}
      />
      <span class={`${common.ellipsis} ${isNamedSo ? layout.grow : css.name}`} dir="auto">
        {name}
      </span>{' '}
      {!isNamedSo && (
        <span class={`${common.hint} ${common.ellipsis} ${layout.grow}`} dir="auto">
          {said}
        </span>
      )}
    </label>
  )
}
