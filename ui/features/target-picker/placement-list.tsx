import { useEffect, useRef, useState } from 'preact/hooks'
import { groupName, targetLabels } from './text.ts'
import { whenIdle } from '../../lib/idle.ts'
import common from '../../components/widgets/common.module.css'
import { ChevronIcon } from '../../components/widgets/icons.tsx'
import { type KnownPlacement, type ListGroup, sectionsOf } from '../composer/placement-catalog.ts'
import { useAppState } from '../../state/app-state.ts'
import { PlacementRow } from './placement-row.tsx'
import layout from '../../components/widgets/layout.module.css'
import css from './placement-list.module.css'

interface Props {
  readonly id: string
  /** The placements found, in the order of the table. */
  readonly found: readonly KnownPlacement[]
  /** Whether these are results of a search: then no section is folded. */
  readonly isSearch: boolean
  /** Whether all sections are drawn at once: one of their rows is about to get the focus. */
  readonly isFull?: boolean
  readonly onEdit: (id: string) => void
}

/** Pixels, as in the style sheet: a heading and a row. */
const rowHeight = 24

/** The id of a heading among the stops of the list; no placement has it. */
const headingStop = (group: ListGroup) => `group:${group}`

/**
 * Placements under headings that fold, in a box that keeps its height. Tab leads to one of its rows, the
 * arrow keys to the others, so that Tab does not stop at each of seventy rows.
 */
export function PlacementList({ id, found, isSearch, isFull = false, onEdit }: Props) {
  const { favourites } = useAppState().library.value
  const list = useRef<HTMLDivElement>(null)
  const [folded, setFolded] = useState<ReadonlySet<ListGroup>>(new Set())
  const [current, setCurrent] = useState<string | null>(null)
  // A new favourite moves to the top only when the designer leaves the list, or the list changes.
  const [listed, setListed] = useState(favourites)
  const [seen, setSeen] = useState(found)
  if (seen !== found) {
    setSeen(found)
    setListed(favourites)
  }
  // The window opens with the first section of the list; the rest follows a moment later.
  const [isWhole, setIsWhole] = useState(isFull)
  useEffect(() => {
    void whenIdle(window, 200).then(() => {
      setIsWhole(true)
    })
  }, [])
  const all = sectionsOf(found, listed)
  const sections = isWhole || isSearch ? all : all.slice(0, 1)
  const isOpen = (group: ListGroup) => isSearch || !folded.has(group)
  const stops = sections.flatMap(({ group, placements }) => [
    headingStop(group),
    ...(isOpen(group) ? placements.map((each) => each.id) : []),
  ])
  const stop = current !== null && stops.includes(current) ? current : stops[0]

  function fold(group: ListGroup, isFolded: boolean) {
    const next = new Set(folded)
    if (isFolded) next.add(group)
    else next.delete(group)
    setFolded(next)
  }

  function onKeyDown(event: KeyboardEvent & { currentTarget: HTMLElement }) {
    const { key, target, currentTarget } = event
    if (event.altKey || event.ctrlKey || event.metaKey || !(target instanceof HTMLElement)) return
    const elements = [...currentTarget.querySelectorAll<HTMLElement>('[data-stop]')]
    const row = target.closest<HTMLElement>('[data-row]')
    const own = row?.querySelector<HTMLElement>('[data-stop]') ?? target
    const next = nextStop(key, elements, elements.indexOf(own)) ?? beside(key, row, target)
    if (next !== undefined) {
      event.preventDefault()
      next.focus()
      return
    }
    const group = sections.find(({ group: each }) => headingStop(each) === target.dataset['stop'])
    if (group === undefined || (key !== 'ArrowLeft' && key !== 'ArrowRight')) return
    event.preventDefault()
    fold(group.group, key === 'ArrowLeft')
  }

  return (
    <div
      ref={list}
      id={id}
      class={`${layout.scrolls} ${layout.fill} ${css.list}`}
      // So that a press beside a row keeps the focus in the list.
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onFocusIn={({ target }) => {
        const row = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-row]') : null
        if (row?.dataset['row'] !== undefined) setCurrent(row.dataset['row'])
      }}
      onFocusOut={({ relatedTarget }) => {
        const stays =
          relatedTarget instanceof Node && list.current?.contains(relatedTarget) === true
        if (!stays) setListed(favourites)
      }}
    >
      <p id="placements-hint" class={common.visuallyHidden}>
        {targetLabels.listHint}
      </p>
      {sections.map(({ group, placements }) => (
        <div
          key={group}
          class={css.group}
          role="group"
          aria-label={groupName(group)}
          style={{ containIntrinsicBlockSize: roomFor(isOpen(group) ? placements : []) }}
        >
          <button
            type="button"
            class={`${layout.row} ${css.heading}`}
            tabIndex={headingStop(group) === stop ? 0 : -1}
            data-stop={headingStop(group)}
            data-row={headingStop(group)}
            aria-expanded={isOpen(group)}
            aria-describedby="placements-hint"
            onClick={() => {
              fold(group, isOpen(group))
            }}
          >
            <ChevronIcon turn={isOpen(group) ? 'down' : 'right'} />
            {groupName(group)}
            <span class={`${common.figures} ${css.count}`}>{placements.length}</span>
          </button>
          {isOpen(group) &&
            placements.map((placement) => (
              <PlacementRow
                key={placement.id}
                placement={placement}
                isStop={placement.id === stop}
                onEdit={onEdit}
              />
            ))}
        </div>
      ))}
    </div>
  )
}

/** The height of a section for as long as it is out of sight and not laid out. */
function roomFor(rows: readonly KnownPlacement[]): string {
  return `${String((1 + rows.length) * rowHeight)}px`
}

/** The row that a key leads to from the one at an index. */
function nextStop(
  key: string,
  stops: readonly HTMLElement[],
  index: number,
): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return stops[index + 1]
    case 'ArrowUp':
      return stops[index - 1]
    case 'Home':
      return stops[0]
    case 'End':
      return stops[stops.length - 1]
    default:
      return undefined
  }
}

/** The element that a key leads to within a row: its checkbox, its buttons. */
function beside(key: string, row: HTMLElement | null, target: HTMLElement) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key]
  if (row === null || step === undefined) return undefined
  const parts = [...row.querySelectorAll<HTMLElement>('input, button')]
  return parts[parts.indexOf(target) + step]
}
