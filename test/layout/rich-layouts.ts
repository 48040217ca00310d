import { addComponent, addInstance, addText, solid } from '../host/builders.ts'
import type { Layout } from './layouts.ts'
import { leaf, night, type Stage, stageOf, wine } from './stage.ts'

const draw = (
  name: string,
  [width, height]: readonly [number, number],
  fill: (stage: Stage) => void,
  back = night,
): Layout => ({
  name,
  draw: () => {
    const stage = stageOf(width, height, back)
    fill(stage)
    return stage
  },
})

/** Texts in auto layouts and instances, and texts that are hard to write. */
export const richLayouts: readonly Layout[] = [
  draw('auto layout', [1080, 1080], ({ text, flow, button }) => {
    flow({ x: 80, y: 360 }, (parent) => {
      text('NEW IN', { size: 30, parent })
      text('A lamp that follows the sun', { size: 88, wrap: 800, parent })
      text('Warm in the evening, clear in the morning.', { size: 36, wrap: 700, parent })
    })
    button('Discover', { size: 34, x: 80, y: 900 })
  }),
  draw(
    'auto layout, centred',
    [1080, 1350],
    ({ text, flow, logo }) => {
      flow({ x: 190, y: 480, counterAxisAlignItems: 'CENTER' }, (parent) => {
        text('We are moving', { size: 100, parent, textAlignHorizontal: 'CENTER' })
        text('From May on you find us at the harbour.', {
          size: 40,
          wrap: 700,
          parent,
          textAlignHorizontal: 'CENTER',
        })
      })
      logo({ x: 460, y: 1180 })
    },
    leaf,
  ),
  draw('row of facts', [1200, 900], ({ text, flow }) => {
    text('The year in numbers', { size: 80, x: 80, y: 100 })
    flow({ x: 80, y: 420, layoutMode: 'HORIZONTAL', itemSpacing: 90, name: 'Facts' }, (parent) => {
      text('120\nshops', { size: 56, parent })
      text('4.8\nstars', { size: 56, parent })
      text('2 M\nguests', { size: 56, parent })
    })
    text('All figures: annual report 2025', { size: 24, x: 80, y: 800 })
  }),
  draw(
    'instances',
    [1080, 1080],
    ({ document, frame, text, button }) => {
      const component = addComponent(document, document.currentPage, {
        name: 'Teaser',
        x: -1000,
        y: 400,
        width: 800,
        height: 260,
        fills: [],
      })
      const inside = (characters: string, fontSize: number, y: number, width: number) =>
        addText(document, component, {
          name: characters,
          characters,
          fontSize,
          y,
          width,
          textAutoResize: 'HEIGHT',
          fontName: { family: 'Inter', style: 'Regular' },
          fills: [solid('#ffffff')],
        })
      inside('Bread for the weekend', 72, 0, 800)
      inside('Baked at night, still warm at seven.', 36, 190, 800)
      addInstance(document, frame, component, { name: 'Teaser', x: 100, y: 420 })
      text('SINCE 1921', { size: 28, x: 100, y: 120 })
      button('Find a bakery', { size: 32, x: 100, y: 860 })
    },
    wine,
  ),
  draw('missing font', [1080, 1080], ({ text, button }) => {
    text('Written by hand', {
      size: 110,
      x: 80,
      y: 380,
      wrap: 900,
      fontName: { family: 'Lost Script', style: 'Regular' },
    })
    text('In a font that nobody else has', { size: 40, x: 80, y: 660 })
    button('Read on', { size: 32, x: 80, y: 780 })
  }),
  draw(
    'mixed styles',
    [1080, 1080],
    ({ text, button, logo }) => {
      logo({ x: 80, y: 80 })
      text('Tea, twice as strong', {
        size: 100,
        x: 80,
        y: 380,
        wrap: 760,
        lineHeight: { unit: 'PERCENT', value: 95 },
      })
      text('A bold word and a plain one in the same line', {
        size: 40,
        x: 80,
        y: 660,
        wrap: 640,
        letterSpacing: { unit: 'PERCENT', value: 4 },
      })
      button('Taste it', { size: 34, x: 80, y: 820 })
    },
    leaf,
  ),
  draw(
    'rotated badge',
    [1080, 1350],
    ({ text, box }) => {
      box('#ffd166', { name: 'Sun', x: 560, y: 500, width: 420, height: 420 })
      text('Weekend market', { size: 100, x: 80, y: 120, wrap: 900 })
      text('Fresh!', { size: 64, x: 820, y: 420, rotation: 12 })
      text('Saturday and Sunday, 9 to 16, rain or shine', { size: 40, x: 80, y: 1160, wrap: 700 })
    },
    wine,
  ),
  draw('corners', [1920, 1080], ({ text, logo }) => {
    text('Architecture Biennale', { size: 96, x: 96, y: 96 })
    text('14.03. – 22.11.', { size: 44, x: 1480, y: 110, textAlignHorizontal: 'RIGHT' })
    text('Giardini, Arsenale and across the city', { size: 44, x: 96, y: 930 })
    logo({ x: 1664, y: 924 })
  }),
]
