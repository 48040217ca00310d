import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { NodeId } from '../../../contract/model/ids.ts'
import { mostFurtherOf } from '../../../contract/hiapi/models/model.ts'
import { selectReferences, moved } from '../../catalog/prompts/select-references.ts'
import {
  leftOutText,
  nothingSelectedText,
  placeText,
  promptLabels,
  referencesFullText,
  removedText,
} from './text.ts'
import common from '../../components/widgets/common.module.css'
import { ReferenceRow } from './reference-row.tsx'
import button from '../../components/widgets/button.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './reference-list.module.css'
import { useAppState } from '../../state/app-state.ts'
import type { PromptComposer } from '../composer/prompt-composer.ts'
import type { ChosenReference } from '../composer/prompt-draft.ts'

/** The further references, sent with every source, in the order in which the prompt counts them. */
export function References({ composer }: { readonly composer: PromptComposer }) {
  const app = useAppState()
  const { referencePictures: pictures, captureReference: capture } = app
  const { references } = composer.words.value
  const selection = app.selection.value.selected
  const most = mostFurtherOf(app.settings.model.value)
  const [said, setSaid] = useState('')
  const add = useRef<HTMLButtonElement>(null)
  const held = useRef<HTMLElement | null>(null)
  const isFull = references.length >= most

  function changeList(
    next: (references: readonly ChosenReference[]) => readonly ChosenReference[],
  ) {
    composer.changeWords((words) => ({ ...words, references: next(words.references) }))
  }

  useEffect(() => {
    pictures.keep(references.flatMap(({ reference }) => reference?.hash ?? []))
  }, [references, pictures])

  useLayoutEffect(() => {
    // A row that moves loses the focus.
    held.current?.focus()
    held.current = null
  }, [references])

  useEffect(() => {
    // The message was about an earlier selection.
    setSaid('')
  }, [selection])

  async function addSelection() {
    if (selection.length === 0) {
      setSaid(nothingSelectedText)
      return
    }
    const { taken, leftOut } = selectReferences(selection, references, most)
    setSaid(leftOutText(leftOut, most))
    const added = taken.map((each) => ({ ...each, role: 'style', reference: null }) as const)
    changeList((now) => [...now, ...added])
    const failed: string[] = []
    // One after the other, so that Figma stays responsive and only one picture is sent at a time.
    for (const { node, name } of taken) {
      try {
        const reference = await capture(node)
        changeList((now) => now.map((each) => (each.node === node ? { ...each, reference } : each)))
      } catch (error) {
        console.warn('A reference could not be captured.', error)
        failed.push(name)
        changeList((now) => now.filter((each) => each.node !== node))
        setSaid(
          leftOutText(
            [...leftOut, ...failed.map((each) => ({ name: each, because: 'failed' }) as const)],
            most,
          ),
        )
      }
    }
  }

  function move(node: NodeId, name: string, by: -1 | 1, button: HTMLElement) {
    const next = moved(references, node, by)
    if (next === references) return
    held.current = button
    changeList((now) => moved(now, node, by))
    setSaid(placeText(name, next.findIndex((each) => each.node === node) + firstImage))
  }

  function remove(node: NodeId, name: string, row: HTMLElement) {
    const neighbour = row.nextElementSibling ?? row.previousElementSibling
    held.current = neighbour?.querySelector<HTMLElement>('button:last-child') ?? add.current
    changeList((now) => now.filter((each) => each.node !== node))
    setSaid(removedText(name))
  }

  return (
    <div role="group" aria-labelledby="references-label">
      <div class={`${layout.between} ${css.head}`}>
        <div id="references-label" class={common.label}>
          {promptLabels.references}
        </div>
        {/* Not `disabled`, which would lose the focus. */}
        <button
          ref={add}
          type="button"
          class={button.plain}
          aria-describedby="references-note"
          aria-disabled={isFull}
          onClick={() => {
            if (isFull) setSaid(referencesFullText(most))
            else void addSelection()
          }}
        >
          {promptLabels.addReference}
        </button>
      </div>
      {references.length > 0 && (
        <ul aria-label={promptLabels.references}>
          {references.map((chosen, index) => (
            <ReferenceRow
              key={chosen.node}
              chosen={chosen}
              image={index + firstImage}
              isFirst={index === 0}
              isLast={index === references.length - 1}
              onRole={(role) => {
                changeList((now) =>
                  now.map((each) => (each.node === chosen.node ? { ...each, role } : each)),
                )
              }}
              onMove={(by, button) => {
                move(chosen.node, chosen.name, by, button)
              }}
              onRemove={(row) => {
                remove(chosen.node, chosen.name, row)
              }}
            />
          ))}
        </ul>
      )}
      <p id="references-note" class={common.hint} aria-live="polite">
        {said !== '' ? said : isFull ? referencesFullText(most) : ''}
      </p>
    </div>
  )
}

/** The source's own picture is image 1. */
const firstImage = 2
