import { ellipse, frame, gradient, rect, stack, text } from './shapes.ts'

/** Flat shapes that stand for a bottle and a candle on a shelf. */
const product = frame(
  'Product mockup',
  [0, 0, 420, 420],
  { fill: gradient('down', '#efe3d3', '#e2d0b8'), radius: 20 },
  [
    ellipse('Sun', [236, 40, 128, 128], { fill: '#f7d9a8' }),
    rect('Shelf', [0, 336, 420, 84], { fill: '#b98b5e' }),
    rect('Edge', [0, 336, 420, 10], { fill: '#d3a878' }),
    rect('Cap', [131, 70, 50, 44], { fill: '#2f3e46', radius: 8 }),
    rect('Neck', [139, 108, 34, 32], { fill: '#7a4a2b' }),
    rect('Bottle', [98, 130, 116, 208], { fill: '#9c5b34', radius: 28 }),
    rect('Label', [98, 200, 116, 88], { fill: '#fbf3e4' }),
    text('FIG &\nCEDAR', [98, 222, 116, 44], {
      size: 17,
      weight: 'Bold',
      colour: '#7a4a2b',
      align: 'CENTER',
      line: 22,
    }),
    rect('Jar', [242, 244, 104, 94], { fill: '#84a98c', radius: 14 }),
    rect('Lid', [236, 226, 116, 26], { fill: '#cbb08c', radius: 8 }),
    ellipse('Seal', [274, 272, 40, 40], { fill: '#e9f0e6' }),
  ],
)

/** A page of a shop, in auto layout. */
export const shop = stack(
  'Shop page',
  [0, 0, 960, 640],
  { fill: '#fffdf9' },
  { mode: 'VERTICAL', gap: 32, padding: 56 },
  [
    text('Slow mornings', [0, 0, 848, 58], {
      size: 44,
      weight: 'Bold',
      colour: '#3d2b1f',
      line: 58,
    }),
    stack('Product', [0, 0, 848, 420], {}, { mode: 'HORIZONTAL', gap: 48, padding: 0 }, [
      product,
      stack('Details', [0, 0, 380, 420], {}, { mode: 'VERTICAL', gap: 20, padding: 0 }, [
        text('Fig & cedar bath oil', [0, 0, 380, 40], {
          size: 30,
          weight: 'Semi Bold',
          colour: '#3d2b1f',
          line: 40,
        }),
        text('Pressed in small batches, for baths that take their time.', [0, 0, 380, 60], {
          size: 18,
          colour: '#7b6a5b',
          line: 29,
        }),
        text('€ 34', [0, 0, 380, 34], { size: 26, weight: 'Medium', colour: '#9c5b34', line: 34 }),
        frame('Add to basket', [0, 0, 220, 56], { fill: '#3d2b1f', radius: 28 }, [
          text('Add to basket', [0, 17, 220, 24], {
            size: 17,
            weight: 'Medium',
            colour: '#fffdf9',
            align: 'CENTER',
          }),
        ]),
      ]),
    ]),
  ],
)
