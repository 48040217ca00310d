import { useState } from 'preact/hooks'
import type { Source } from '../../plugin/protocol/source.ts'
import type { Order } from '../run/order.ts'
import { blockOf, costOf, orderOf, toggleRatio } from './composer.ts'
import type { Draft } from './draft.ts'
import css from './window.module.css'
import { Foot } from './foot.tsx'
import { Prompt } from './prompt.tsx'
import { betweenOrders, createPressGuard, pressOf } from './press-guard.ts'
import { NotOffered, Ratios } from './ratios.tsx'
import { ResolutionChoice } from './resolution.tsx'
import { Sources } from './sources.tsx'
import type { Thumbnails } from './thumbnails.ts'

interface Props {
  readonly draft: Draft
  readonly setDraft: (draft: Draft) => void
  readonly sources: readonly Source[]
  readonly thumbnails: Thumbnails
  readonly apiKey: string
  readonly start: (order: Order) => void
}

/** From frames and words to an order. */
export function ComposerPanel({ draft, setDraft, sources, thumbnails, apiKey, start }: Props) {
  const order = orderOf(draft, sources)
  const block = blockOf(order, sources, apiKey)
  const [guard] = useState(() => createPressGuard(betweenOrders))
  const generate = (event: UIEvent) => {
    if (block === null && guard.admits(pressOf(event, 'order'))) start(order)
  }
  return (
    <div id="panel-variants" class={css.panel} role="tabpanel" aria-labelledby="tab-variants">
      <div class={css.composer}>
        <Sources sources={sources} thumbnails={thumbnails} />
        <Prompt
          prompt={draft.prompt}
          onChange={(prompt) => {
            setDraft({ ...draft, prompt })
          }}
          onSubmit={generate}
        />
        <Ratios
          draft={draft}
          onToggle={(ratio) => {
            setDraft(toggleRatio(draft, ratio))
          }}
        />
        <ResolutionChoice
          resolution={draft.resolution}
          onChange={(resolution) => {
            setDraft({ ...draft, resolution })
          }}
        />
        <NotOffered draft={draft} />
      </div>
      <Foot {...costOf(order)} block={block} onGenerate={generate} />
    </div>
  )
}
